<?xml version="1.0" encoding="UTF-8"?>
<!-- What the English voice says wrong by itself. A grapheme in small letters stands for any capitals. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon"
    alphabet="x-espeak" xml:lang="en-US">
  <lexeme><grapheme>osteosarcoma</grapheme><phoneme>,0stioUsA@k'oUm@</phoneme></lexeme>
  <lexeme><grapheme>osteosarcomas</grapheme><phoneme>,0stioUsA@k'oUm@z</phoneme></lexeme>
  <lexeme><grapheme>osteoblasts</grapheme><phoneme>'0stioUbl,asts</phoneme></lexeme>
  <lexeme><grapheme>osteoblast</grapheme><phoneme>'0stioUbl,ast</phoneme></lexeme>
  <lexeme><grapheme>pleomorphic</grapheme><phoneme>pl,i:@m'o@fIk</phoneme></lexeme>
  <lexeme><grapheme>histiocytoma</grapheme><phoneme>h,IstioUsaIt'oUm@</phoneme></lexeme>
  <lexeme><grapheme>metastasis</grapheme><phoneme>m@t'ast@sIs</phoneme></lexeme>
  <lexeme><grapheme>metastases</grapheme><phoneme>m@t'ast@s,i:z</phoneme></lexeme>
  <lexeme><grapheme>Li-Fraumeni</grapheme><phoneme>l,i:fraUm'eIni</phoneme></lexeme>
  <lexeme><grapheme>Rothmund-Thomson</grapheme><phoneme>r,oUTm@ndt'0ms@n</phoneme></lexeme>
  <lexeme><grapheme>prosthesis</grapheme><phoneme>pr0sT'i:sIs</phoneme></lexeme>
  <lexeme><grapheme>prostheses</grapheme><phoneme>pr0sT'i:si:z</phoneme></lexeme>
  <lexeme><grapheme>prosthetist</grapheme><phoneme>pr'0sT@tIst</phoneme></lexeme>
  <lexeme><grapheme>ifosfamide</grapheme><phoneme>aIf'0sf@m,aId</phoneme></lexeme>
  <lexeme><grapheme>etoposide</grapheme><phoneme>,Et@p'oUsaId</phoneme></lexeme>
  <lexeme><grapheme>methotrexate</grapheme><phoneme>m,ET@tr'Eks,eIt</phoneme></lexeme>
  <lexeme><grapheme>doxorubicin</grapheme><phoneme>d,0ks@r'u:bIsIn</phoneme></lexeme>
  <lexeme><grapheme>daunorubicin</grapheme><phoneme>d,O:n@r'u:bIsIn</phoneme></lexeme>
  <lexeme><grapheme>cyclophosphamide</grapheme><phoneme>s,aIkloUf'0sf@m,aId</phoneme></lexeme>
  <lexeme><grapheme>docetaxel</grapheme><phoneme>d,oUsIt'aks@L</phoneme></lexeme>
  <lexeme><grapheme>gemcitabine</grapheme><phoneme>dZEms'aIt@b,i:n</phoneme></lexeme>
  <lexeme><grapheme>cytarabine</grapheme><phoneme>saIt'ar@b,i:n</phoneme></lexeme>
  <lexeme><grapheme>vincristine</grapheme><phoneme>vInkr'Isti:n</phoneme></lexeme>
  <lexeme><grapheme>prednisone</grapheme><phoneme>pr'EdnIs,oUn</phoneme></lexeme>
  <lexeme><grapheme>asparaginase</grapheme><phoneme>@sp'ar@dZIn,eIs</phoneme></lexeme>
  <lexeme><grapheme>dasatinib</grapheme><phoneme>d@s'atInIb</phoneme></lexeme>
  <lexeme><grapheme>imatinib</grapheme><phoneme>Im'atInIb</phoneme></lexeme>
  <lexeme><grapheme>tamoxifen</grapheme><phoneme>t@m'0ksIf@n</phoneme></lexeme>
  <lexeme><grapheme>raloxifene</grapheme><phoneme>r@l'0ksIf,i:n</phoneme></lexeme>
  <lexeme><grapheme>nivolumab</grapheme><phoneme>nIv'0ljUm,ab</phoneme></lexeme>
  <lexeme><grapheme>ipilimumab</grapheme><phoneme>,IpIl'ImjUm,ab</phoneme></lexeme>
  <lexeme><grapheme>relatlimab</grapheme><phoneme>rEl'atlIm,ab</phoneme></lexeme>
  <lexeme><grapheme>pembrolizumab</grapheme><phoneme>p,Embr@l'IzjUm,ab</phoneme></lexeme>
  <lexeme><grapheme>vemurafenib</grapheme><phoneme>v,EmjUr'af@nIb</phoneme></lexeme>
  <lexeme><grapheme>dabrafenib</grapheme><phoneme>d@br'af@nIb</phoneme></lexeme>
  <lexeme><grapheme>trametinib</grapheme><phoneme>tr@m'EtInIb</phoneme></lexeme>
  <lexeme><grapheme>cobimetinib</grapheme><phoneme>k,oUbIm'EtInIb</phoneme></lexeme>
  <lexeme><grapheme>encorafenib</grapheme><phoneme>EnkoUr'af@nIb</phoneme></lexeme>
  <lexeme><grapheme>binimetinib</grapheme><phoneme>b,InIm'EtInIb</phoneme></lexeme>
  <lexeme><grapheme>blinatumomab</grapheme><phoneme>bl,In@t'u:moUm,ab</phoneme></lexeme>
  <lexeme><grapheme>dactinomycin</grapheme><phoneme>d,aktIn@m'aIsIn</phoneme></lexeme>
  <lexeme><grapheme>irinotecan</grapheme><phoneme>,aIrIn@t'i:k@n</phoneme></lexeme>
  <lexeme><grapheme>topotecan</grapheme><phoneme>t,oUp@t'i:k@n</phoneme></lexeme>
  <lexeme><grapheme>temozolomide</grapheme><phoneme>t,Em@z'0l@m,aId</phoneme></lexeme>
  <lexeme><grapheme>BRCA1</grapheme><alias>bracka 1</alias></lexeme>
  <lexeme><grapheme>BRCA2</grapheme><alias>bracka 2</alias></lexeme>
  <lexeme><grapheme>HER2</grapheme><alias>her 2</alias></lexeme>
  <lexeme><grapheme>BRAF</grapheme><alias>bee raff</alias></lexeme>
  <lexeme><grapheme>Bethesda, MD</grapheme><alias>Bethesda, Maryland</alias></lexeme>
  <lexeme><grapheme>e.g.</grapheme><alias>for example</alias></lexeme>
  <lexeme><grapheme>i.e.</grapheme><alias>that is</alias></lexeme>
  <lexeme><grapheme>vs.</grapheme><alias>versus</alias></lexeme>
  <lexeme><grapheme>and/or</grapheme><alias>and or</alias></lexeme>
  <lexeme><grapheme>1/2</grapheme><alias>one half</alias></lexeme>
  <lexeme><grapheme>1/3</grapheme><alias>one third</alias></lexeme>
  <lexeme><grapheme>2/3</grapheme><alias>two thirds</alias></lexeme>
  <lexeme><grapheme>1/4</grapheme><alias>one quarter</alias></lexeme>
  <lexeme><grapheme>3/4</grapheme><alias>three quarters</alias></lexeme>
  <lexeme><grapheme>vitamin A</grapheme><alias>vitamin [[,eI]]</alias></lexeme>
  <lexeme><grapheme>he/she</grapheme><alias>he or she</alias></lexeme>
  <lexeme><grapheme>she/he</grapheme><alias>she or he</alias></lexeme>
  <lexeme><grapheme>his/her</grapheme><alias>his or her</alias></lexeme>
  <lexeme><grapheme>him/her</grapheme><alias>him or her</alias></lexeme>
</lexicon>
