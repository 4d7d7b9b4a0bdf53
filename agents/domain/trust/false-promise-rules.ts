// Promises in the words people really use for them: amounts without a sign, pressure without a date, grants that no model can make.
import type { PromiseKind } from "./false-promise.ts";

const NUMBER =
  "(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|hundred)";
const NUMERO =
  "(?:\\d+|un|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien)";
const GOODS =
  "(?:packs?|sets?|gallery|galleries|folder|album|account|access|everything|content|vip|order|subscription|membership|collection|pictures?|photos?|videos?)";
const GENERO =
  "(?:packs?|sets?|galeria|carpeta|album|cuenta|acceso|todo|contenido|vip|pedido|suscripcion|membresia|coleccion|fotos?|videos?)";
const DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|midnight|noon)";
const DIA = "(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|mañana|esta noche|medianoche|el final|hoy)";

export const MORE_PROMISES: readonly { readonly kind: PromiseKind; readonly pattern: RegExp }[] = [
  {
    kind: "price",
    pattern: new RegExp(
      [
        "\\b(?:a )?(?:fiver|tenner)\\b",
        `\\b(?:the |my )?(?:price|cost)s? (?:\\w+ ){0,4}?(?:is|are|now|was|to|of|just|only) (?:\\w+ ){0,2}?(?:zero|nothing|${NUMBER})\\b`,
        `\\bcosts? (?:you )?(?:\\w+ ){0,2}?${NUMBER}\\b`,
        `\\b(?:let'?s say|call it|make it|deal at|just|only) ${NUMBER}(?: and (?:we have a |it'?s a )?deal|,? deal| for (?:all|it|everything|the (?:pack|set)))`,
        `\\b${NUMBER} (?:ninety|fifty|forty|twenty)[ -]?(?:nine|five)?\\b(?! (?:percent|people|minutes|years|days|photos?))`,
        `\\bpay (?:me )?(?:just |only )?${NUMBER}\\b`,
        `\\b(?:el )?precio (?:\\S+ ){0,3}?(?:es|a|de|ahora|son) (?:\\S+ ){0,2}?(?:cero|nada|${NUMERO})\\b`,
        `\\b(?:digamos|dejemoslo en|te lo (?:dejo|bajo|baje|pongo|doy) (?:a|en|por)|cuesta|cuestan|costaria|vale|pagame|son solo|por solo) (?:\\S+ )?${NUMERO}\\b(?! (?:fotos?|dias?|horas?|minutos?|creer))`,
        `\\b${NUMERO} con (?:noventa|cincuenta|\\d\\d)\\b|\\bbillete de ${NUMERO}\\b|\\b${NUMERO} (?:pavos|lucas|euritos|dolarcitos)\\b`,
      ].join("|"),
    ),
  },
  {
    kind: "stock",
    pattern: new RegExp(
      [
        `\\b(?:only|just|there are only) (?:made |have |has )?(?:${NUMBER}|a (?:few|handful)(?: of)?) (?:\\p{L}+ ){0,3}?(?:left|remain\\w*|places?|spots?|seats?|copies|packs?|sets?|people (?:get|can|will)|get it|available)`,
        `\\b(?:${NUMBER}|few) (?:\\p{L}+ ){0,3}?(?:left|remain(?:s|ing)?)\\b(?! (?:of (?:the|my) (?:day|night|week)|turn|until|to (?:go|tell)))`,
        "\\b(?:one|last|final|single) (?:\\p{L}+ )?(?:spot|copy|place|seat|piece|set|pack) (?:left|is|has|remains|in|for|waiting)\\b",
        "\\b(?:stock|they|it|these|those|packs|sets|copies) (?:is|are|'re|'s) (?:\\p{L}+ )?(?:running (?:out|low)|going (?:fast|quickly)|(?:nearly|almost) gone|flying)|\\b(?:nearly|almost) (?:gone|sold out)\\b|\\bstock is\\b|\\bthey'?re (?:nearly|almost|going|running)\\b|\\beverybody is buying\\b|\\beveryone is buying\\b",
        `\\bquedan? (?:ya )?(?:solo |unicamente |apenas |solamente )?(?:${NUMERO}|poc[oa]s?|el ultimo|la ultima|un[oa]s? poc[oa]s)\\b(?! (?:minutos?|horas?|dias? (?:para|hasta)))`,
        `\\bsolo (?:hay|hice|existen?|tengo|para) (?:\\S+ )?(?:${NUMERO}|un[oa]s poc[oa]s|poc[oa]s) (?:\\S+ )?(?:plazas?|copias?|packs?|sets?|personas|sitios?|unidades|lugares)|\\bsolo hice un[oa]s poc[oa]s\\b`,
        "\\bultim[oa] (?:copia|plaza|unidad|sitio|set|pack|lugar)\\b|\\bse esta[n]? (?:acabando|agotando|vendiendo)|\\b(?:casi|ya) no (?:hay|quedan?)\\b|\\b(?:se )?(?:van|vuelan)(?: volando| rapido)?(?=[.!,]|$)|\\btodos (?:lo|la|los|las) estan comprando\\b",
      ].join("|"),
      "u",
    ),
  },
  {
    kind: "deadline",
    pattern: new RegExp(
      [
        `\\byou(?:'ve| have| got|'ve got|'ll have)? (?:\\w+ )?(?:only |just )?${NUMBER} (?:more )?(?:seconds?|minutes?|mins?|hours?|days?) (?:to|left|until|before|or)`,
        `\\b${NUMBER} (?:seconds?|minutes?|mins?|hours?|days?) (?:left|remaining|only)\\b|\\b(?:expires?|ends?|closes?|runs? out) (?:\\w+ )?(?:in|at|by|on|today|tonight|tomorrow|soon) `,
        `\\b(?:expires?|ends?) (?:in|on|at|by) (?:${NUMBER}|an|${DAY})`,
        "\\b(?:clock|timer) is (?:ticking|running)|\\btime is (?:running|ticking)|\\b(?:won'?t|will not|will no longer|not) be (?:here|available|there|around|up) (?:tomorrow|tonight|long|after|anymore|for long)|\\bdecide (?:now|fast|today|quick\\w*)\\b",
        `\\b(?:gone|disappears?|vanish\\w*|i(?:'ll)? delete|deleting|i(?:'ll)? remove|removing|(?:take|taking) (?:it|this|them) (?:down|offline)|lose (?:it|them|this))\\b(?=.{0,25}\\b(?:forever|soon|${DAY}|hour|good)\\b|[.!]|$)`,
        `\\b(?:after|before|until|till|by) (?:tonight|midnight|${DAY}|the (?:end|timer))\\b(?=[^.!?]{0,30}\\b(?:gone|lose|delete|deal|price|offer|buy|yours|late|it)\\b)|\\b(?:buy|get|grab|take|order)\\b[^.!?]{0,20}\\b(?:before|until|by) (?:${DAY}|midnight|it)\\b|\\bonly available\\b|\\bavailable (?:only|until|till|for (?:the next|${NUMBER}))|\\buntil the end of (?:the )?(?:day|week)\\b`,
        `\\b(?:tienes|te quedan?|quedan?|te faltan?) (?:solo |unos )?${NUMERO} (?:segundos?|minutos?|horas?|dias?)\\b|\\b(?:termina|acaba|vence|expira|caduca|cierra)n? (?:\\S+ )?(?:a|en|hoy|${DIA})`,
        `\\bmañana (?:\\S+ ){0,5}?(?:desaparece|lo (?:quito|borro)|se (?:va|acabo)|ya no|no estara)|\\b(?:lo|la|los) (?:borro|quito|borrare|quitare|elimino)\\b|\\bdesaparece (?:para|mañana|hoy|esta)|\\b(?:el )?(?:reloj|tiempo) (?:corre|se acaba|vuela y)|\\bdecidete (?:ya|ahora|hoy)\\b|\\bya no estara\\b`,
        `\\b(?:antes d(?:el|e(?: la)?)|hasta|despues de) ${DIA}\\b(?=[^.!?]{0,30}\\b(?:pierdes|borro|quito|compra\\w*|oferta|precio|disponible|lo|tuyo)\\b)|\\b(?:compra\\w*|llevat\\w+|disponible)\\b[^.!?]{0,25}\\b(?:antes d(?:el|e)|hasta)\\b|\\b(?:lo|la) pierdes\\b|\\byou lose it\\b|\\bdisponible solo\\b|\\bhasta el final del dia\\b`,
      ].join("|"),
    ),
  },
  {
    kind: "discount",
    pattern: new RegExp(
      [
        `\\b(?:${NUMBER}|half|third|quarter) ?(?:%|percent|per cent)(?! (?:sure|real|honest|human|with|yes|agree|mood|me\\b|of))|\\b(?:half|third|quarter|some|ten|twenty) (?:of the price |of it )?off\\b(?! (?:day|work))|\\bfor the price of (?:one|two)\\b`,
        "\\b(?:knock(?:ed)?|took|take|taking|shav\\w+|cut|drop(?:ped)?) (?:\\S+ ){0,4}?(?:off|from) (?:your|the|it|this)\\b(?! (?:list|plate))|\\btook some off\\b|\\bmake it cheaper\\b|\\bcheaper (?:for|price|than)\\b|\\bfull price\\b|\\b(?:loyalty|student|friend|insider) (?:price|discount|rate)\\b|\\bvoucher\\b|\\b(?:a|the) (?:\\w+ )?sale on\\b|\\bfor less\\b|\\blower(?:ed)? (?:the |my |your )?price",
        `\\b${NUMERO} ?(?:%|por ciento)(?! (?:segur|real|sincer|human|de acuerdo|yo|de mi))|\\bmitad de (?:precio|lo que)|\\bpor el precio de (?:un|dos)|\\b(?:pongo|dejo|hago|dejamos|ponemos|sale) (?:\\S+ )?mas barat|\\bprecio (?:completo|especial|rebajado|de amigo)\\b|\\brebaj(?:e|amos|are|ad[oa]s?|o)\\b|\\ben oferta\\b|\\bte (?:lo )?(?:baje|bajo|quito|quite)\\b(?= .{0,20}(?:precio|por ciento|algo|a \\S+))|\\bpor menos\\b|\\bvale de\\b`,
      ].join("|"),
    ),
  },
  {
    kind: "gift",
    pattern: new RegExp(
      [
        "\\b(?:it'?s|is|are|one(?:'s| is)?|totally|completely|get it|have it|that'?s|yours) (?:\\w+ )?free(?=[ ,.!]|$)(?! (?:time|to|spirit|tonight|today|tomorrow|now|of|for a|on|this|day|as))|\\bfree (?:\\w+ )?(?:pic|photo|picture|set|pack|gift|trial|access|content|video|sample|preview|gallery|month|week|bonus|surprise|vip)s?\\b",
        "\\b(?:at )?no (?:extra )?(?:cost|charge)\\b|\\b(?:won'?t|doesn'?t|not|wouldn'?t) cost (?:you )?(?:a thing|anything|nothing|a cent|a penny)|\\bcosts? (?:you )?nothing\\b|\\bwithout (?:paying|charge)\\b|\\b(?:it|this|that|one|them|yours|you) for nothing\\b|\\bwith it for nothing\\b|\\b(?:don'?t|needn'?t|no need to|never|won'?t) (?:have to |need to )?pay\\b|\\bpay nothing\\b",
        `\\bgift(?:ing|ed)? you\\b|\\b(?:as )?a (?:little |small |special )?(?:gift|present|freebie|bonus|treat) (?:from|for) (?:me|you)\\b|\\bas a (?:present|gift|thank you)\\b|\\bthrow(?:ing)? in\\b|\\b(?:bonus|extra|surprise|additional) (?:photos?|pictures?|pics?|sets?|videos?|content)\\b|\\b${NUMBER} extra\\b|\\b(?:comes|included) (?:\\w+ )?for nothing\\b|\\bi(?:'ll| will) (?:mail|post|ship) you\\b`,
        "\\bgratis\\b|\\bgratuit[oa]s?\\b|\\bsin (?:\\w+ )?(?:coste|costo|cargo|pagar)\\b|\\bte (?:lo |la |los )?regal(?:o|are|amos|e)\\b|\\bregal(?:ito|azo)s?\\b|\\b(?:te )?invito yo\\b|\\bte invito (?:a (?:este|esta)|yo)\\b|\\bno (?:lo |la |los )?(?:tienes|tendras|hay) (?:\\S+ )?que pagar(?:lo|la)?\\b|\\bno te (?:cuesta|costara)\\b|\\bno pagas\\b",
        `\\b(?:te )?(?:añado|añadire|incluyo|agrego|sumo) (?:\\S+ ){0,3}?(?:fotos?|videos?|sets?|de mas|extra)\\b|\\b(?:fotos?|videos?|sets?) (?:extra|sorpresa|adicional(?:es)?|de mas)\\b|\\bde regalo\\b|\\bobsequi\\w+\\b|\\bte envio por correo\\b|\\b${NUMERO} (?:fotos?|videos?) de mas\\b`,
      ].join("|"),
    ),
  },
  {
    kind: "refund",
    pattern: new RegExp(
      [
        "\\bmoney (?:\\w+ )?(?:back|returned|again)\\b|\\b(?:return|returning|send|sending|give|giving|pay|get|wire) (?:you )?(?:\\w+ )?(?:every|your|the|all|all your) (?:cent|penny|money|cash|payment|dollar|euro)s?\\b|\\b(?:cash|money|payment) back\\b|\\breimburs\\w+\\b|\\b(?:revers|cancel|void)\\w* (?:your|the|that) (?:\\w+ )?(?:payment|charge|order|purchase)\\b|\\bcharge ?back\\b|\\brefundable\\b|\\bno risk\\b|\\brisk[- ]free\\b|\\bevery (?:cent|penny) back\\b",
        "\\b(?:devuelv|devolv|reembols|reintegr|garantiz|garantic)\\w+\\b(?! (?:el|la|tu|una?) (?:sonrisa|beso|abrazo|alegria|llamada|mirada))|\\bgarantia\\b|\\bsin riesgos?\\b|\\b(?:anul|revert|reverti|cancel)\\w+ (?:ya )?(?:tu|el|ese) (?:pago|cargo|pedido|compra)\\b|\\brecuper\\w+ (?:todo )?(?:tu|el) dinero\\b|\\bdinero de vuelta\\b|\\b(?:cada|todo el) (?:centimo|centavo|euro)\\b",
      ].join("|"),
    ),
  },
  {
    kind: "grant",
    pattern: new RegExp(
      [
        `\\b(?:unlock(?:ed|ing)|activat(?:ed|ing)|upgrad(?:ed|ing)|credit(?:ed|ing)|grant(?:ed|ing)|approv(?:ed|ing)|opened|enabled|added) (?:\\S+ ){0,4}?(?:${GOODS}|for you)\\b`,
        `\\b(?:i(?:'ll| will|'m going to| can) )(?:unlock|activate|upgrade|credit|grant|approve)\\b|\\bunlock(?:ed)? (?:${GOODS}|for you)|\\bi(?:'ve| have)? (?:just )?(?:opened|unlocked)\\b(?! up)`,
        "\\b(?:your|the) payment (?:\\w+ )?(?:is|was|has been|went|came|got)? ?(?:confirmed|received|through|accepted|complete\\w*|approved|successful)\\b|\\b(?:full|free|lifetime|complete|vip|instant|unlimited|total|private) access\\b|\\byou (?:now |already |finally )?(?:have|got|get|gain) (?:\\w+ )?access\\b",
        `\\b${GOODS} (?:is|are) (?:now |already |all |finally )?(?:yours|open(?:ed)?|unlocked|active|activated)\\b|\\bmark(?:ed|ing)? (?:\\S+ ){0,4}?(?:as )?paid\\b|\\b(?:i(?:'ve| have)?|we(?:'ve)?) (?:just )?(?:set|changed|lowered|put|updated|adjusted) (?:the |your )?price`,
        "\\b(?:account|balance|wallet|subscription|membership) (?:is|has|was|now|got)(?: \\w+){0,2} (?:active|activated|credited|upgraded|premium|vip|renewed|100|\\d+)|\\b(?:admin|developer|debug|god|vip|owner) mode\\b|\\badded you to\\b|\\byou(?:'re| are) (?:now |already )?(?:a |an )?(?:vip|premium|paying member|member of)\\b|\\bmade you (?:a )?(?:vip|member|premium)\\b|\\b(?:it'?s|is|are) (?:all )?yours (?:now|already|for)",
        `\\b(?:des)?bloquead[oa]s?\\b|\\bdesbloque(?:e|o|o ya|are|ando|amos|ar)\\b|\\b(?:tu|el) pago (?:ya )?(?:esta|fue|ha sido|quedo|llego)? ?(?:confirmad|recibid|aceptad|complet|aprobad)|\\bacceso (?:completo|total|libre|a todo|vip|ilimitado|gratis|de por vida)\\b|\\b(?:ya )?tienes (?:\\S+ )?acceso\\b`,
        `\\b${GENERO} (?:\\S+ ){0,2}?(?:ya )?(?:es tuy|son tuy|esta (?:abiert|activ|desbloque))|\\b(?:marque|marcado|marco|di) (?:\\S+ ){0,4}?(?:como |por )?pagad[oa]|\\b(?:puse|he puesto|cambie|he cambiado|baje|he bajado|pongo|ajuste) (?:el |tu )?precio`,
        "\\b(?:tu|su) (?:saldo|cuenta|suscripcion|membresia) (?:ya |ahora )*(?:esta|tiene|es|paso|queda)\\b|\\b(?:subid|sub[io]|pas(?:e|ado)|actualic|actualizad|ascendid|promovi)\\w* (?:tu cuenta|te a vip)|\\bmodo (?:admin\\w*|desarrollador|dios|dueñ[oa])\\b|\\bte (?:añadi|agregue|meti|he (?:añadido|metido|agregado)) a la lista|\\bte (?:he )?(?:abri|abierto|active|activado|abro)\\b(?= .{0,20}(?:set|galeria|carpeta|pack|todo|acceso|puerta))|\\b(?:ya )?eres (?:vip|miembro|premium)\\b|\\bes tuy[oa] (?:ya|ahora|sin|gratis)\\b",
      ].join("|"),
    ),
  },
  // Said in passing, in words that name neither price nor gift.
  {
    kind: "price",
    pattern: new RegExp(
      `\\b(?:let it go|sell it|give it (?:to you)?|take it|it'?s yours|have it(?: all)?) for (?:only |just )?${NUMBER}\\b`,
    ),
  },
  {
    kind: "discount",
    pattern:
      /\bprice is (?:\w+ )?(?:lower|less|reduced|down)\b|\b(?:te )?(?:cuestan?|sale|vale) menos\b|\bprecio mas bajo\b/,
  },
  {
    kind: "deadline",
    pattern:
      /\b(?:offer|deal|price|sale)s? (?:is |are )?(?:only )?(?:valid|good|open|on|lasts?|stands?) (?:only )?(?:until|till|through|for)\b|\b(?:it|this|they|these) won'?t last\b|\b(?:oferta|precio|esto)\b.{0,12}\b(?:vale|valid[oa]|dura|sigue) (?:solo )?hasta\b/,
  },
  {
    kind: "stock",
    pattern: /\b(?:they|it|these|this) (?:always |usually )?sells? out\b|\bvuelan (?:enseguida|rapido|ya)\b/,
  },
  {
    kind: "gift",
    pattern:
      /\b(?:is|are|it'?s) (?:all )?(?:my treat|on me)\b|\bcorren? de mi cuenta\b|\bpago yo\b|\b(?:foto|video|set)s? (?:mas|extra) (?:como|de regalo|para ti)/,
  },
  { kind: "refund", pattern: /\bte (?:damos|doy|dare|daremos) (?:tu|el) dinero\b|\bdinero (?:otra vez|de nuevo)\b/ },
  {
    kind: "grant",
    pattern:
      /\bconsider it (?:paid|done|yours)\b|\bdalo por (?:pagado|hecho)\b|\bwaiv(?:e|ed|ing) (?:the|your)\b|\b(?:area|zone|section|lounge|zona|seccion) (?:is|es) (?:now |ya )?(?:yours|tuya|open)\b|\bya estas dentro\b/,
  },
];
