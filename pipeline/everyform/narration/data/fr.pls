<?xml version="1.0" encoding="UTF-8"?>
<!-- Ce que la voix française dit mal d'elle-même. Une forme en minuscules vaut aussi en majuscules. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="x-espeak" xml:lang="fr">
  <lexeme><grapheme>Bethesda, MD</grapheme><alias>Bethesda, Maryland</alias></lexeme>
  <lexeme><grapheme>Physician Data Query</grapheme><alias>Fizichane Data Couiri</alias></lexeme>
  <lexeme><grapheme>National Cancer Institute</grapheme><alias>Nachonal Cancer Institoute</alias></lexeme>
  <lexeme><grapheme>National Institutes of Health</grapheme><alias>Nachonal Institoutes of Helsse</alias></lexeme>
  <lexeme><grapheme>p. ex.</grapheme><alias>par exemple</alias></lexeme>
  <lexeme><grapheme>c.-à-d.</grapheme><alias>c'est-à-dire</alias></lexeme>
  <lexeme><grapheme>et/ou</grapheme><alias>et ou</alias></lexeme>
  <lexeme><grapheme>n°</grapheme><alias>numéro</alias></lexeme>
  <lexeme><grapheme>1/2</grapheme><alias>un demi</alias></lexeme>
  <lexeme><grapheme>1/3</grapheme><alias>un tiers</alias></lexeme>
  <lexeme><grapheme>2/3</grapheme><alias>deux tiers</alias></lexeme>
  <lexeme><grapheme>1/4</grapheme><alias>un quart</alias></lexeme>
  <lexeme><grapheme>3/4</grapheme><alias>trois quarts</alias></lexeme>
  <lexeme><grapheme>1re</grapheme><alias>première</alias></lexeme>
  <lexeme><grapheme>2e</grapheme><alias>deuxième</alias></lexeme>
  <lexeme><grapheme>3e</grapheme><alias>troisième</alias></lexeme>
  <lexeme><grapheme>4e</grapheme><alias>quatrième</alias></lexeme>
</lexicon>
