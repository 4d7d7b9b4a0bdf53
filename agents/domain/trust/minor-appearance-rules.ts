// Words of trust C9, as data: what may not stand in a prompt, a persona, a name or a request. Plain form, ñ kept.

export type AppearanceReason = "age" | "young_word" | "school" | "body" | "coded" | "symbol";

/** Units and companions that make a number something else than an age: "85mm", "16:9", "12 photos", "f/16", "11 pm". */
export const NUMBER_IS_NOT_AGE_AFTER =
  /^(?:\s*(?:[%:x×/.,]\s?\d|%|°)|\s?-?\s?(?:mm|cm|m|km|k|px|p|fps|s|sec|secs|seconds?|min|mins|minutes?|minutos?|segundos?|seg|horas?|d[ií]as?|semanas?|meses|hours?|hrs?|h|days?|weeks?|months?|am|pm|a\.m|p\.m|o'clock|mp|megapixels?|bit|inch(?:es)?|in|ft|feet|kg|lbs?|pounds?|miles?|mph|steps|pieces?|piezas|pics?|pictures?|photos?|fotos?|images?|imagenes|posts?|videos?|reels?|shots?|followers|seguidores|million|mil|thousand|times|veces|st|nd|rd|th|usd|dollars?|d[oó]lares|pesos|euros?|floors?|cats?|dogs?|gatos?|perros?|tattoos?|tatuajes|countries|paises|cities|ciudades|languages|idiomas|years? (?:of|as|in|later)|(?:años|anos) (?:de (?:experiencia|carrera|trabajo)|como|viviendo|trabajando)|january|february|march|april|may|june|july|august|september|october|november|december|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre))(?![\p{L}]))/u;
export const NUMBER_IS_NOT_AGE_BEFORE =
  /(?:[$€£#:/.,]|\b(?:iso|f|eos|iphone|pixel|galaxy|route|size|talla|no|number|batch|make|create|generate|haz|crea|genera|seed|steps|january|february|march|april|may|june|july|august|september|october|november|december|friday|viernes|windows|version|v|top|en|the|over|calle|street|floor|piso|channel|canal)\s?)$/;

export const WORD_RULES: readonly { readonly reason: AppearanceReason; readonly pattern: RegExp }[] = [
  {
    reason: "young_word",
    pattern:
      /(?<![\p{L}])(?:teens?|teenage[dr]?s?|teeny|pre-?teens?|tweens?|tweenage[rd]?|under-? ?age[d]?|minors|a minor|juveniles?|adolescen(?:t|ts|ce|te|tes|cia)|child|children|childlike|kids?|kiddie|toddlers?|infants?|prepubescent|pubescent|puber(?:ty|tad)|pre-?pubert?y?|youngsters?|(?:little|young|tiny|small) (?:girl|boy|child|sister|brother|daughter|son|teen)s?|girl ?child|boy ?child|baby ?(?:face[d]?|body)|jovencit[oa]s?|menor(?:es)? de edad|menores|niñ[oa]s?|niñit[oa]s?|(?:un[oa]?s?|las?|los|de) nin(?:a|as|o|os)|nin(?:ita|ito|itas|itos)|chiquill[oa]s?|muchachit[oa]s?|chamac[oa]s?|chavalit[oa]s?|criatura|bebes?|mocos[oa]s?|crios?|mineure?s?|gamine?s?|fillettes?|menin(?:a|o|inha|inho)s?|bambin[aoi]|ragazzin[aoi]|minderjahrig\w*|kleinkind|kleines madchen|nymphets?)(?![\p{L}])/u,
  },
  {
    reason: "school",
    pattern:
      /(?<![\p{L}])(?:school ?-?(?:girl|boy|kid|child|uniform)(?:s|ish)?|(?:high|middle|elementary|primary|grade|junior high|secondary) ?-?school(?:er|ers)?|kindergarten(?:er)?|pre-?school(?:er)?|homeroom|(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)[ -]grade(?:r|rs)?|colegial(?:a|as|es)?|escolar(?:es)?|uniforme (?:escolar|de colegio)|secundaria|bachillerato|preparatoria|la eso|instituto|guarderia|primaria|quinceañer[oa]s?|quinceaner[oa]s?|ecoliere?s?|lyceenne?s?|collegienne?s?|schulmadchen|estudante do ensino)(?![\p{L}])/u,
  },
  {
    reason: "body",
    pattern:
      /(?<![\p{L}])(?:flat[ -]?chest(?:ed)?|undeveloped|underdeveloped|not (?:yet )?(?:fully )?developed|child ?-?(?:ish)? ?-?(?:body|size[d]?|proportions)|looks? (?:very |so |really |much )?(?:young(?:er)?|underage|like a (?:kid|child|teen|girl))|young[ -]looking|youthful[ -]looking|barely (?:legal|18|adult)|just (?:turned|legal)(?: 18)?|fresh 18|diapers?|pacifiers?|pañal(?:es)?|cara de niñ[oa]|aniñad[oa]s?|recien cumplidos?|apenas legal|cuerpo de niñ[oa]|parece(?: \w+)? menor)(?![\p{L}])/u,
  },
  {
    reason: "coded",
    pattern:
      /(?<![\p{L}])(?:lol+i(?:s|con|ta|tas|condom)?|shota(?:con|s)?|jail ?-?bait|pthc|hebe(?:philia)?|pedo(?:s|phil\w*|fil\w*)?|paedo\w*|cp|c\.p\.|jb|age[ -]?(?:play|regress\w*)|daddy'?s little girl|little space|young ?-?(?:and|n) ?-?fresh|caldo de pollo|club penguin|map community|no ?-?limits? young|teenfic)(?![\p{L}])/u,
  },
  { reason: "symbol", pattern: /[👶🧒👧👦🍼🚼]/u },
];

/** Words so plain that they count even when cut over blanks, signs or fields. */
export const COMPACT_WORDS =
  /schoolgirl|schoolboy|underage|teenager|preteen|prepubescent|jailbait|toddler|lolicon|shotacon|colegiala|menordeedad|highschool|middleschool|thirteen|fourteen|fifteen|sixteen|seventeen|dieciseis|diecisiete|quinceañera|adolescente|littlegirl|younggirl/;
