<?xml version="1.0" encoding="UTF-8"?>
<!-- Sa vwa kreyòl la pa di byen pou kont li. Yon mo ak ti lèt vo pou gwo lèt tou. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="x-espeak" xml:lang="ht">
  <lexeme><grapheme>cancer</grapheme><alias>kannsè</alias></lexeme>
  <lexeme><grapheme>Bethesda, MD</grapheme><alias>Betezda, Merilann</alias></lexeme>
  <lexeme><grapheme>National Cancer Institute</grapheme><alias>Nachonal Kannsè Enstitout</alias></lexeme>
  <lexeme><grapheme>pa egz.</grapheme><alias>pa egzanp</alias></lexeme>
  <lexeme><grapheme>ak/oswa</grapheme><alias>ak oswa</alias></lexeme>
  <lexeme><grapheme>1ye</grapheme><alias>premye</alias></lexeme>
  <lexeme><grapheme>1/2</grapheme><alias>mwatye</alias></lexeme>
  <lexeme><grapheme>1/3</grapheme><alias>yon tyè</alias></lexeme>
  <lexeme><grapheme>2/3</grapheme><alias>de tyè</alias></lexeme>
  <lexeme><grapheme>1/4</grapheme><alias>yon ka</alias></lexeme>
  <lexeme><grapheme>3/4</grapheme><alias>twa ka</alias></lexeme>
  <lexeme><grapheme>COVID</grapheme><alias>kovid</alias></lexeme>
  <lexeme><grapheme>vitamin B</grapheme><alias>vitamin be</alias></lexeme>
  <lexeme><grapheme>vitamin C</grapheme><alias>vitamin se</alias></lexeme>
  <lexeme><grapheme>vitamin D</grapheme><alias>vitamin de</alias></lexeme>
  <lexeme><grapheme>selil B</grapheme><alias>selil be</alias></lexeme>
  <lexeme><grapheme>selil T</grapheme><alias>selil te</alias></lexeme>
</lexicon>
