/** Top-level domains that a host in a picture may end with. IANA's list of countries, and the generic ones in common use. */
export const GENERIC_DOMAINS: readonly string[] =
  `com edu gov int mil net org pro info biz name mobi app dev cloud online site website tech store shop blog health healthcare hospital clinic
  care doctor dental dentist surgery med institute university academy college school science foundation international systems solutions services
  group global network digital agency company consulting center community support software media news email live world life family`.split(
    /\s+/,
  );

export const COUNTRY_DOMAINS: readonly string[] =
  `ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn
  co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn
  hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn
  mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd
  se sg sh si sj sk sl sm sn so sr st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye
  yt za zm zw`.split(/\s+/);
