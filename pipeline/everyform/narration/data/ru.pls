<?xml version="1.0" encoding="UTF-8"?>
<!-- Что русский голос сам произносит неверно. Запись строчными буквами годится и для прописных. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="x-espeak" xml:lang="ru">
  <lexeme><grapheme>и/или</grapheme><alias>и или</alias></lexeme>
  <lexeme><grapheme>т. е.</grapheme><alias>то есть</alias></lexeme>
  <lexeme><grapheme>т.е.</grapheme><alias>то есть</alias></lexeme>
  <lexeme><grapheme>и т. д.</grapheme><alias>и так далее</alias></lexeme>
  <lexeme><grapheme>и т.д.</grapheme><alias>и так далее</alias></lexeme>
  <lexeme><grapheme>и др.</grapheme><alias>и другие</alias></lexeme>
  <lexeme><grapheme>напр.</grapheme><alias>например</alias></lexeme>
  <lexeme><grapheme>см.</grapheme><alias>смотрите</alias></lexeme>
  <lexeme><grapheme>PET</grapheme><alias>пэт</alias></lexeme>
  <lexeme><grapheme>COVID</grapheme><alias>ковид</alias></lexeme>
  <lexeme><grapheme>1/2</grapheme><alias>одна вторая</alias></lexeme>
  <lexeme><grapheme>1/3</grapheme><alias>одна треть</alias></lexeme>
  <lexeme><grapheme>2/3</grapheme><alias>две трети</alias></lexeme>
  <lexeme><grapheme>1/4</grapheme><alias>одна четверть</alias></lexeme>
  <lexeme><grapheme>3/4</grapheme><alias>три четверти</alias></lexeme>
  <lexeme><grapheme>г.</grapheme><alias>года</alias></lexeme>
</lexicon>
