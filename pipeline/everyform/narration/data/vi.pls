<?xml version="1.0" encoding="UTF-8"?>
<!-- Những gì giọng đọc tiếng Việt tự đọc sai. Mục từ viết thường áp dụng cho cả chữ hoa. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="x-espeak" xml:lang="vi">
  <lexeme><grapheme>PET</grapheme><alias>pét</alias></lexeme>
  <lexeme><grapheme>TP.</grapheme><alias>thành phố</alias></lexeme>
  <lexeme><grapheme>BS.</grapheme><alias>bác sĩ</alias></lexeme>
  <lexeme><grapheme>ThS.</grapheme><alias>thạc sĩ</alias></lexeme>
  <lexeme><grapheme>TS.</grapheme><alias>tiến sĩ</alias></lexeme>
  <lexeme><grapheme>v.v.</grapheme><alias>vân vân</alias></lexeme>
  <lexeme><grapheme>và/hoặc</grapheme><alias>và hoặc</alias></lexeme>
  <lexeme><grapheme>1/2</grapheme><alias>một phần hai</alias></lexeme>
  <lexeme><grapheme>1/3</grapheme><alias>một phần ba</alias></lexeme>
  <lexeme><grapheme>2/3</grapheme><alias>hai phần ba</alias></lexeme>
  <lexeme><grapheme>1/4</grapheme><alias>một phần tư</alias></lexeme>
  <lexeme><grapheme>3/4</grapheme><alias>ba phần tư</alias></lexeme>
  <lexeme><grapheme>COVID</grapheme><alias>cô vít</alias></lexeme>
</lexicon>
