// Spanish ways to say "do not write to me any more" (trust C14).
import { phraseRules } from "./phrase-rules.ts";

const LISTS = {
  soft: "ya|por favor|de una vez|nunca|jamas|mas|tanto|con|si|eh|porque",
  /** What turns "deja de escribirme" into its opposite or somebody else's affair. */
  kept:
    "(?:no|nunca|jamas|sin|tampoco)(?: (?:te|me|se|le|lo|puedo|puedes|quiero|quisiera|vayas a|va a" +
    "|quiero que|me vayas a))*|(?:por que|cuando|si) (?:me )?|(?:le|les) (?:dije|pedi|digo|dice) (?:a" +
    " \\S+ \\S+ )?que(?: me)?|(?:jefe|ex|mama|papa|hermano|hermana|vecino) que(?: me)?",
  told:
    "(?:le|les) (?:dije|pedi|digo|dice|dijo)(?: a \\S+(?: \\S+)?)? que|por que|porque|ella|el|ellos|mi" +
    " ex|mi jefe|gente|mi mama|que la gente|ex que|jefe que|cuando",
  stop:
    "deja|dejar|dejas|deje|dejes|dejen|dejad|dejaras|dejara|dejaran|dejase|para|pare|pares|paren|parad" +
    "|parar|pararas|basta|cesa|cesen|cese|termina|terminen|acaba|acaben|corta|cortala|corten|cortenla" +
    "|parale|parenle|detente|dejame|dejenme|dejeme|deja me|stop",
  writing:
    "(?:escribir|mandar|enviar|molestar|contactar|hablar|joder|acosar|buscar|llamar|textear|fastidiar" +
    "|hinchar|bombardear|llenar|mensajear|insistir|spamear|perseguir|hostigar|chingar|rayar|agobiar" +
    "|cansar|dar|mandarme|enviarme)(?:me|nos)",
  bare:
    "mandar fotos|enviar fotos|mandar videos|mandar links|mandar nada|mandar|enviar|molestar|insistir" +
    "|joder|spamear|chingar|fastidiar|escribir|acosar|hacer spam|mandar mensajes|enviar mensajes|mandar" +
    " cosas|enviar cosas|mandar (?:tantos |mas |tus |estos )?mensajes|enviar (?:tantos |mas |tus |estos" +
    " )?mensajes|mandar (?:promociones|spam|publicidad|ofertas)|enviar (?:promociones|spam|publicidad" +
    "|ofertas)",
  post:
    "mensajes|mensaje|notificaciones|promociones|promos|spam|publicidad|ofertas|avisos|correos|alertas" +
    "|anuncios|newsletters|mails|contacto|notificacion|promocion",
  det:
    "su|ninguna|ninguno|volver a|tener|los|las|esa|esta|el|la|estos|estas|esos|esas|tus|sus|mas|todos" +
    "|todas|de|ese|este|tantos|tantas|a|con|mis|otro|ningun|ni|un|unos|estupidos|malditos|demasiados|tu",
  write:
    "escrib(?:as|a|an|ais)|contact(?:es|e|en|eis)|molest(?:es|e|en|eis)|habl(?:es|e|en|eis)|busques?" +
    "|busquen|text(?:ees|ee|een)|llam(?:es|e|en)|insist(?:as|a|an)|jod(?:as|a|an)|acos(?:es|e|en)" +
    "|spame(?:es|e|en)|fastidi(?:es|e|en)|mensaje(?:es|e|en)|chingu?(?:es|e|en)|respond(?:as|a|an)" +
    "|contest(?:es|e|en)|hostigu(?:es|e|en)|escribais",
  send: "mand(?:es|e|en|eis)|envi(?:es|e|en|eis)|llegue|lleguen|pases|pongas",
  anything: "nada|nada mas|mas nada|mas|mas cosas|cosas|esto|estas cosas|mas de esto|otro mensaje|otra cosa",
  ends:
    "mas|nunca|jamas|por favor|ya|otra vez|de nuevo|nada|ni|por (?:este|aqui|favor|ningun)|a este|a mi" +
    "|estoy|tengo|no|gracias|te|que no|pesada|pesado|tio|tia|amiga|porque (?:no|estoy|tengo|te|mi)|o|si" +
    " no|al|mensajes|en mi vida|oye|pls|eh|nadie|y|que estoy",
  again: "vuelv(?:as|a|an|ais) a",
  someTime:
    "cuando|mientras|a esta|a estas|a la|a las|hoy|ahora|tan|antes|hasta|asi|eso|esas|de eso|de ella|de" +
    " el|de esa|de ese|de politica|de otr\\S+|despues|por la|en la|en el|los|las|si|como|solo|con ese|en" +
    " ingles|mentiras|la verdad|sobre|ma?l de",
  askNot: "favor|favor de|pido|agradeceria|agradezco|gustaria|ruego|solicito|prefiero|preferiria|suplico|por favor",
  list: "lista|listas|contactos|base de datos|agenda|grupo|difusion|registro|registros|sistema|whatsapp|lista de \\S+",
  drop:
    "(?:quit|sac|borr|elimin|remuev|retir|tach|desapunt|bloque)(?:a|e|en|ad|an|as|es|enme|eme|ar|ame" +
    "|anme|adme)(?:me|nos)?|sa(?:que|quen|ques|quenme|queme)|quite(?:n|s|nme|me)?|remueva(?:n|s|nme|me)?",
  unwanted:
    "no estoy interesad[oa] en|no me gusta|me cans[eo] de|me tienes? hart[oa] (?:con|de)|(?<!no )me" +
    " molesta|(?<!no )me molestan|me incomoda|me fastidia|no quiero|no deseo|no necesito|no quisiera|no" +
    " me interesa|no me interesan|ya no quiero|ya no deseo|no pienso|no pedi|nunca pedi|nunca solicite" +
    "|no solicite|estoy hart[oa] de|hart[oa] de|cansad[oa] de|me cansaron|me tienen hart[oa] con" +
    "|aburrid[oa] de|prefiero no|preferiria no|no autorizo|no acepto|no permito|no aguanto mas",
  polite:
    "por favor|ya|gracias|ahora|ok|hola|buenas|todo|todos|mi numero|de esto|de aqui|de una vez" +
    "|inmediatamente|quiero|quisiera|me gustaria|necesito|como me|como|puedo|deseo|solicito|urgente|pues" +
    "|oye|amiga|amigo|che|que",
};

export const SPANISH_OPT_OUT = phraseRules(LISTS, [
  // deja de escribirme, podrias dejar de mandarme mensajes, te pedi que dejaras de molestarme
  "{!kept}{stop} {soft*}de {writing}",
  "{!kept}{stop} {soft*}de (?:{bare})(?= {polite}(?!\\S)| [,?]|$)",
  "no (?:me |nos )?(?:sigas|sigan|siga|sigais|continues|continuen|andes|anden) (?:escribiend|mandand" +
    "|enviand|molestand|insistiend|habland|contactand|jodiend|llenand|spameand|buscand)o(?:me|nos)?",
  "{askNot} (?:no |que no |de no )(?:me |nos |volver a )?(?:escribir|enviar|contactar|mandar|molestar" +
    "|hablar|{write}|{send}|insistir|spamear)(?:me|nos)?",
  "(?:tus|los|estos|sus) {post} me (?:molestan|fastidian|cansan|tienen hart[oa]|hartan|incomodan)",
  "(?<!(?:no) )(?:quiero|necesito|pido|exijo|dije) que (?:ya )?(?:pares|paren|te detengas|se detengan)(?: {polite})*$",
  "^{polite*}no (?:recibir|enviar|mandar) {det*}{post}",
  "como (?:hago|hacer|puedo hacer|le hago) (?:para )?(?:que (?:esto |los mensajes |ya )?(?:pare|paren" +
    "|dejes|dejen|termine)|no recibir)",
  "ya estuvo(?: bueno| bien)? (?:de|con) {det*}{post}",
  "^{polite*}(?:ya )?no (?:mandes|manden|escribas|escriban|envies|envien|insistas)(?: nada| mas)?(?: {polite})*$",
  "^basta (?:no quiero|ya no)",
  "{!kept}(?!basta con (?:un|una|el|la|ver|tu) ){stop} {soft*}(?:de |mandar |enviar |con |en |a |el " +
    "|con el |ya )*{det*}{post}",
  "{!kept}{stop} {soft*}de recibir",
  "(?:como|quiero|quisiera|deseo|necesito) (?:puedo |hago para )?dej(?:o|ar) de recibir",
  "(?:como |quiero |quisiera |puedo |puedes |podrias |^)(?:hago para )?(?:paro|parar|cancelo|cancelar" +
    "|cancela|cancelen|desactivo|desactivar|desactiva|desactiven|detener|deten|detengan|apagar|apaga" +
    "|quitar|quiten|quito|apago|silencio|silencia|silencien|silenciar|anular|anula|bloquear|bloqueo" +
    "|eliminar|elimino) {det*}{post}",
  "(?:detener|deten|detengan|cancelar|cancelen|cancela|desactiva|desactiven|desactivar|apaga|apagar) {det*}{post}",
  "(?:anular|anula|cancelar|cancela|cancelen|dar de baja) (?:mi |la )?suscripcion (?:a|de) {det*}{post}",
  "^(?:deten|detengan|para|paren|corta) esto(?: {polite})*$",
  "^anular (?:mi |la )?suscripcion$",
  "^(?:ya )?te (?:dije|pedi|he dicho|he pedido) que (?:ya )?(?:pararas|pares|paras|dejaras|dejes|basta" +
    "|no)(?: {polite})*$",
  // no me escribas mas, no me vuelvas a contactar, nunca mas me mandes mensajes
  "{!told}(?:no|nunca|jamas|nunca mas|ya no|ni) (?:me |nos )(?:{write})(?= {ends}(?!\\S)| [,?]" +
    "|$)(?<!(?:molestes|busques|llames|jodas))",
  "{!told}(?:no|nunca|jamas|ya no) (?:me |nos )(?:molestes|molesten|molestais|busques|llames|jodas" +
    "|jodan)(?= (?:mas|nunca|por favor|ya|otra vez|de nuevo|con (?:mensajes|tus))(?!\\S)|$)",
  "{!told}(?:no|nunca|jamas|nunca mas|ya no|ni) (?:me |nos )?(?:{send}) {det*}(?:{post}|{anything})(?!" +
    " \\S*(?:rojas?|azul|verdes?|foto|fotos))",
  "{!told}(?:no|nunca|jamas|nunca mas|ya no) (?:me |nos |mas )?{again} (?:a )?(?:{writing}|escribir" +
    "|contactar|hablar|molestar|mandar|enviar|buscar|llamar|textear)",
  "^(?:por favor )?no (?:molestar|molesten|molestes|escribir mas|contactar|insistas|insistan|escribas" +
    " mas|escriban mas)(?: mas)?(?: {polite})*$",
  "(?:no|ya no) (?:escribas|escriban|mandes|manden|envies|envien|molestes|molesten|insistas|insistan" +
    "|llames) (?:mas|mas mensajes|mensajes)",
  "no hace falta que me escribas",
  // no quiero recibir mas mensajes, no quiero que me escribas
  "{unwanted} (?:seguir |volver a )?(?:de )?(?:recibir|recibiendo|que me llegue\\S*|que me sigan" +
    " llegando)(?: {det})*(?: {post}| {anything}| tuy[oa]s?)?(?! \\S*(?:fotos? ))",
  "{unwanted} (?:de )?(?:que )?(?:me |nos )(?:{write}|{send}|sigas? \\S+|sigan \\S+|escriben|escribes" +
    "|mandes?|manden|mandas|molestas|contacten|vuelv\\S+ a \\S+){-someTime}",
  "{unwanted} (?:de )?{det*}{post}",
  "{unwanted} ser (?:contactad[oa]|molestad[oa])",
  "no (?:quiero|deseo) (?:volver a )?saber (?:nada )?(?:mas )?(?:de|sobre) (?:ti|vos|usted|ustedes|esto|ti nunca)",
  "no (?:quiero|deseo) (?:volver a )?(?:tener (?:mas )?contacto|(?:saber|hablar) (?:mas )?contigo (?:mas|nunca))",
  "(?:no|ni|basta de|suficientes?|demasiad[oa]s|ya basta de|ya no) (?:un )?(?:mas )?(?:mensajes?|spam" +
    "|notificaciones|promociones|publicidad)(?: (?:mas|ya|por favor|de nuevo))*$",
  "^{polite*}(?:no mas|ni un|ni uno|basta de|ya basta de|cero) (?:mas )?{post}",
  // dame de baja, quitame de la lista
  "(?:dar|dame|darme|darnos|deme|denme|dadme|das|des|den|doy|dan|date|demos|darse|dense|da|dar me" +
    "|dense|demen|dame ya) (?:ya )?(?:la |de )?baja(?! \\S* ?(?:mi |la |esta )?(?:cuenta|perfil|trabajo" +
    "|empresa))(?! (?:en el|del|medica))",
  "(?:quiero|solicito|pido|tramiten|quisiera|necesito) (?:la |mi )?baja",
  "(?:spam|mensajes|favor|ya|gracias|no me interesa) ,? ?baja$",
  "desuscrib(?:o|ir|irme|irse|eme|anme|ame|ete|ame|an|e|a)(?!\\S)",
  "{!kept}(?:deja|dejas|dejen|deje|dejes|dejad|dejar|dejenme|dejeme|dejadme|dejanos|dejarme|deja me)" +
    " ?(?:me |nos |ya )*(?:en paz|tranquil[oa]s?|de una vez)",
  "(?:quiero|necesito) que (?:me|nos) dejen? ?(?:en paz|tranquil[oa])",
  "(?:{drop}) de (?:aqui|esto|todo)(?: {polite})*$",
  "(?:{drop}) (?:ya |a mi |por favor )?(?:mi numero |mi nombre |mi contacto |mis datos )?(?:de|fuera de) {det*}{list}",
  "(?:^|^por favor |^hola |quiero |favor )(?:que )?(?:borres|quites|elimines|saques|borren|borra" +
    "|borrar|eliminar|quitar|elimina|eliminen|olvida|olviden|pierde|pierdan|quita|quiten|bloquea|saca" +
    "|saquen|olvidate de)(?: de)? mi (?:numero|contacto|telefono|celular|cel|nombre)",
  "(?:salir|salirme|salgo|darme de baja|bajarme|borrarme) de {det*}lista",
  "que (?:me|nos) (?:borren|quiten|saquen|eliminen|borres|quites|saques|elimines) (?:de|del)",
  "(?:si me|como me|si) (?:vuelves|vuelven|volves|escribes|mandas|molestas|sigues|hablas|escribis)(?:" +
    " \\S+){0,5} ,? ?(?:te|los|la) (?:bloqueo|denuncio|reporto|voy a (?:bloquear|denunciar|reportar))",
  "(?:o|y) (?:te|los|la) (?:bloqueo|denuncio|reporto)",
  "(?:te|los|la) (?:voy a bloquear|estoy bloqueando|bloqueo ya|voy a denunciar|voy a reportar|voy a bloquear)",
  "^bloqueame$",
  "(?:un|otro) (?:mensaje|msj) mas (?:y|,) te",
  "(?:sigue|sigan|seguí|seguir) (?:escribiendo|mandando|molestando)(?:me)? (?:y|,) te",
  "(?:retiro|revoco|retirar|revocar) (?:mi )?(?:consentimiento|permiso|autorizacion)",
  "no (?:autorizo|doy permiso|consiento|di permiso|he dado permiso)",
  "^(?:largate|vete a la mierda|pierdete|esfumate|fuera de mi (?:chat|whatsapp|vida))",
  "(?:molestando|molestar|interesa|numero|equivocad[oa]|mensajes|spam) ,? ?(?:ya )?(?:basta|para|stop" +
    "|paren)(?: (?:ya|por favor))*$",
  "cortala(?: (?:con|ya|de)|$)",
]);
