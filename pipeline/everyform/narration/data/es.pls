<?xml version="1.0" encoding="UTF-8"?>
<!-- Lo que la voz española dice mal por sí sola. Una palabra en minúsculas vale también en mayúsculas. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="x-espeak" xml:lang="es-419">
  <lexeme><grapheme>Bethesda, MD</grapheme><alias>Bethesda, Máriland</alias></lexeme>
  <lexeme><grapheme>Physician Data Query</grapheme><alias>Fisishan Deita Cuiri</alias></lexeme>
  <lexeme><grapheme>National Cancer Institute</grapheme><alias>Náshonal Cánser Ínstitut</alias></lexeme>
  <lexeme><grapheme>National Institutes of Health</grapheme><alias>Náshonal Ínstituts of Jelz</alias></lexeme>
  <lexeme><grapheme>p. ej.</grapheme><alias>por ejemplo</alias></lexeme>
  <lexeme><grapheme>y/o</grapheme><alias>y o</alias></lexeme>
  <lexeme><grapheme>1/2</grapheme><alias>un medio</alias></lexeme>
  <lexeme><grapheme>1/3</grapheme><alias>un tercio</alias></lexeme>
  <lexeme><grapheme>2/3</grapheme><alias>dos tercios</alias></lexeme>
  <lexeme><grapheme>1/4</grapheme><alias>un cuarto</alias></lexeme>
  <lexeme><grapheme>3/4</grapheme><alias>tres cuartos</alias></lexeme>
</lexicon>
