<?xml version="1.0" encoding="UTF-8"?>
<!-- What the Arabic voice says wrong by itself; heard only, and spelled by the sound. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="x-espeak" xml:lang="ar">
  <lexeme><grapheme>و/أو</grapheme><alias>أَو</alias></lexeme>
  <lexeme><grapheme>إلخ</grapheme><alias>إلى آخِرِه</alias></lexeme>
  <lexeme><grapheme>د.</grapheme><alias>دُكتُور</alias></lexeme>
  <lexeme><grapheme>1/2</grapheme><alias>نِصف</alias></lexeme>
  <lexeme><grapheme>1/3</grapheme><alias>ثُلث</alias></lexeme>
  <lexeme><grapheme>2/3</grapheme><alias>ثُلثَين</alias></lexeme>
  <lexeme><grapheme>1/4</grapheme><alias>رُبع</alias></lexeme>
  <lexeme><grapheme>3/4</grapheme><alias>ثَلَاثَه أَربَاع</alias></lexeme>
  <lexeme><grapheme>COVID</grapheme><alias>كُوفِيد</alias></lexeme>
</lexicon>
