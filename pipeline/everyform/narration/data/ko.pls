<?xml version="1.0" encoding="UTF-8"?>
<!-- 한국어 음성이 스스로 잘못 읽는 말. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="x-espeak" xml:lang="ko">
  <lexeme><grapheme>AIDS</grapheme><alias>에이즈</alias></lexeme>
  <lexeme><grapheme>COVID</grapheme><alias>코비드</alias></lexeme>
  <lexeme><grapheme>PET</grapheme><alias>페트</alias></lexeme>
  <lexeme><grapheme>6월</grapheme><alias>유월</alias></lexeme>
  <lexeme><grapheme>10월</grapheme><alias>시월</alias></lexeme>
  <lexeme><grapheme>1번째</grapheme><alias>첫 번째</alias></lexeme>
  <lexeme><grapheme>및/또는</grapheme><alias>및 또는</alias></lexeme>
  <lexeme><grapheme>1/2</grapheme><alias>이분의 일</alias></lexeme>
  <lexeme><grapheme>1/3</grapheme><alias>삼분의 일</alias></lexeme>
  <lexeme><grapheme>2/3</grapheme><alias>삼분의 이</alias></lexeme>
  <lexeme><grapheme>1/4</grapheme><alias>사분의 일</alias></lexeme>
  <lexeme><grapheme>3/4</grapheme><alias>사분의 삼</alias></lexeme>
</lexicon>
