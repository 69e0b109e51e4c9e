<?xml version="1.0" encoding="UTF-8"?>
<!-- O que a voz portuguesa diz mal por si só. Uma forma em minúsculas vale também em maiúsculas. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="x-espeak" xml:lang="pt-BR">
  <lexeme><grapheme>cancer</grapheme><alias>câncer</alias></lexeme>
  <lexeme><grapheme>Bethesda, MD</grapheme><alias>Bethesda, Máriland</alias></lexeme>
  <lexeme><grapheme>Physician Data Query</grapheme><alias>Fizíchan Deita Cuíri</alias></lexeme>
  <lexeme><grapheme>National Cancer Institute</grapheme><alias>Néchonal Câncer Ínstitut</alias></lexeme>
  <lexeme><grapheme>National Institutes of Health</grapheme><alias>Néchonal Ínstituts of Rélf</alias></lexeme>
  <lexeme><grapheme>p. ex.</grapheme><alias>por exemplo</alias></lexeme>
  <lexeme><grapheme>e/ou</grapheme><alias>e ou</alias></lexeme>
  <lexeme><grapheme>1/2</grapheme><alias>meio</alias></lexeme>
  <lexeme><grapheme>1/3</grapheme><alias>um terço</alias></lexeme>
  <lexeme><grapheme>2/3</grapheme><alias>dois terços</alias></lexeme>
  <lexeme><grapheme>1/4</grapheme><alias>um quarto</alias></lexeme>
  <lexeme><grapheme>3/4</grapheme><alias>três quartos</alias></lexeme>
</lexicon>
