<?xml version="1.0" encoding="UTF-8"?>
<!-- 中文语音自己会读错的词语。 -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="x-espeak" xml:lang="cmn">
  <lexeme><grapheme>和/或</grapheme><alias>和或</alias></lexeme>
  <lexeme><grapheme>1/2</grapheme><alias>二分之一</alias></lexeme>
  <lexeme><grapheme>1/3</grapheme><alias>三分之一</alias></lexeme>
  <lexeme><grapheme>2/3</grapheme><alias>三分之二</alias></lexeme>
  <lexeme><grapheme>1/4</grapheme><alias>四分之一</alias></lexeme>
  <lexeme><grapheme>3/4</grapheme><alias>四分之三</alias></lexeme>
  <lexeme><grapheme>COVID-19</grapheme><alias>新冠</alias></lexeme>
  <lexeme><grapheme>COVID</grapheme><alias>新冠</alias></lexeme>
</lexicon>
