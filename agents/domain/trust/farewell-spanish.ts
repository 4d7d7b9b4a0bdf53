// Spanish goodbyes, and the wish to have the account deleted (trust C4).
import { phraseRules } from "./phrase-rules.ts";

const LISTS = {
  lead:
    "ok|okay|bueno|bien|vale|pues|dale|va|listo|sale|ya|gracias|jaja|jajaja|nah|oye|hola|perfecto|ni" +
    " modo|besos|besitos|un beso|un abrazo|abrazos|beso|muchos besos|te quiero|entonces|y|mira|claro" +
    "|genial|perdon|lo siento|uff|uf|ay|ah|oki|okis|oka|joya|venga|hala|ea|bye|chao|adios|buenas noches" +
    "|besito|sip|si|tengo sueño|es tarde|ya es tarde|que sueño|estoy cansado|estoy muerto|toca|nada|arre" +
    "|orale|tranqui|no pasa nada|hasta luego|mil gracias|muchas gracias|por hoy|por ahora|bno|weno|jeje" +
    "|igualmente|amor|linda|guapa|mi amor",
  tail:
    "si dios quiere|amor|mi amor|guapa|linda|hermosa|bella|preciosa|bonita|cariño|corazon|cielo|mi cielo" +
    "|vida|mi vida|reina|mi reina|princesa|bb|bebe|nena|mami|mamita|mor|mi niña|niña|muñeca|amiga|amigo" +
    "|reinita|flaca|gorda|tesoro|ricura|guapi|bombon|diosa|jaja|jeje|xoxo|besos|besitos|un beso|beso" +
    "|abrazo|abrazos|un abrazo|besote|muak|mua|muah|ya|entonces|pues|ahora|por hoy|por ahora|por el" +
    " momento|gracias|a todos|a todas|todos|mi linda|mi corazon|mucho|muchisimo|para siempre|bye|chao" +
    "|adios|che|wey|bro|chica|tambien|si|ok|que descanses|descansa|que duermas bien|cuidate|dulces" +
    " sueños|sueña bonito|te quiero|te amo|nos vemos|👋|😴|💤|🌙|igual|vale|eh|de nuevo|otra vez|y gracias|y" +
    " suerte|y besos|y cuidate|y buenas noches|y descansa|suerte|😘|a ti tambien|tu tambien|igualmente" +
    "|hablamos|\\p{L}{3,7}it[ao]",
  when:
    "luego|lueguito|mañana|pronto|despues|mas tarde|al rato|en un rato|en un ratito|mas al rato|otro dia" +
    "|otro rato|el (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|finde|fin de semana)|en la" +
    " (?:noche|mañana|tarde)|por la (?:noche|mañana|tarde)|a la noche|esta noche|la (?:proxima|otra)(?:" +
    " semana)?|la semana que viene|la proxima semana|mas tardecito|ahora|en otro momento|ma?ñana" +
    " temprano|mañana por la \\S+|cuando (?:llegue|pueda|salga|vuelva|despierte|tenga|me levante" +
    "|termine)(?: \\S+){0,3}|en la tardecita|tempranito|por ahi|cuando te vea|en breve|en un momento|en" +
    " unas horas|de nuevo|otra vez|si dios quiere|despuesito|en cuanto pueda|otro momento|al ratito|a la" +
    " tarde|despues de (?:comer|cenar|clase|trabajar|almorzar)",
  bye:
    "adios|adiosito|chao(?: chao)?|chaocito|bye(?: bye)*|hasta (?:luego|pronto|mañana|siempre|nunca|otra" +
    "|la vista|la proxima|entonces|otro dia|otro rato|ahorita|el (?:lunes|martes|miercoles|jueves" +
    "|viernes|sabado|domingo)|la noche|mas tarde|despues|la tarde|lueguito|otra ocasion|mas ver|aqui|la" +
    " semana que viene|que hablemos|mañanita|la proxima semana)|nos (?:vemos|hablamos|escribimos|leemos" +
    "|vidrios|estamos (?:viendo|hablando|leyendo)|seguimos (?:hablando|escribiendo|viendo|leyendo))(?:" +
    " {when})?|hablamos (?:{when})|(?:luego|mañana|despues|al rato|mas tarde|en un rato|despuesito|otro" +
    " dia|el lunes|a la noche|en la noche|ahorita|por la noche|en la tarde) (?:te |nos |le |me" +
    " )?(?:hablamos|escribo|hablo|seguimos|platicamos|charlamos|leo|llamo|vemos|cuento|conecto|vuelvo" +
    "|mando|aviso|chateamos|marco|regreso|respondo|contesto)(?: (?:hablando|charlando|platicando|mensaje" +
    "|un mensaje))?|te (?:escribo|hablo|llamo|veo|leo|mando mensaje|aviso|busco|contesto|respondo|mando" +
    " un mensaje|marco) {when}|(?:seguimos|continuamos|platicamos|charlamos|chateamos|conversamos)(?:" +
    " (?:hablando|charlando|platicando|chateando))? {when}|(?:vuelvo|regreso|volvere|me conecto" +
    "|regresare|estoy de vuelta|ahora vengo|vengo) {when}|(?:ahora|ahorita|en un rato|enseguida|ya|al" +
    " rato) (?:vuelvo|regreso|vengo|te escribo)|cuidate(?: (?:mucho|muchisimo|bien|tu))?|cuidese(?:" +
    " mucho)?|cuidese usted|(?:que )?(?:descanses|duermas (?:bien|rico|mucho|lindo)|sueñes (?:bonito" +
    "|lindo|conmigo|con \\S+|rico|con los angelitos)|duermas|te mejores y descanses)(?: (?:bien|mucho" +
    "|rico|lindo))?|descansa(?: (?:bien|mucho|rico|tu|tambien))?|duerme (?:bien|rico|lindo)|dormi bien" +
    "|dulces sueños|felices sueños|lindos sueños|bonitos sueños|sueña (?:bonito|lindo|conmigo|rico|con" +
    " (?:los )?\\S+)|feliz (?:noche|dia|tarde|finde|fin de semana|descanso|semana)|(?:linda|bonita|bella" +
    "|excelente|buena) noche|que (?:tengas|pases|tenga|tengan|te la pases|la pases|pase)(?: (?:un|una" +
    "|muy))* (?:buen|buena|linda|lindo|feliz|bonito|bonita|excelente|bello|bella|hermoso|hermosa|gran" +
    "|maravilloso|maravillosa|super|bien|buenas|felices|lindas|dulces|genial)(?: (?:dia|noche|tarde" +
    "|finde|fin de semana|semana|jornada|descanso|resto de \\S+|turno|viaje|noches|sueños|trabajo" +
    "|domingo|sabado|lunes|viernes))?|que te vaya (?:muy )?(?:bien|bonito|lindo|super|genial|bonito)" +
    "|pasa(?:la|lo)? (?:muy )?(?:bien|bonito|buena noche|linda noche|buen dia|lindo)|buen descanso" +
    "|hablamos|a (?:dormir|mimir|la cama|descansar|la camita|mimis|roncar|currar|trabajar)(?: se ha" +
    " dicho)?|a dios|nos pillamos|me fui|ahi nos vemos|ahi hablamos|ahi (?:te ves|nos vidrios)|agur|ta" +
    " luego|abur|me despido|hasta ahi|se me cuida|te cuidas|cambio y fuera|fue un placer(?: (?:hablar" +
    "|charlar|conocerte|platicar) contigo)? y? ?adios|au revoir|taluego|au",
  must: "(?:me )?(?:tengo que|debo|toca|hay que|tendre que|deberia|necesito|tocara|tengo)(?: ya)?",
  go:
    "irme|ir|dormir(?:me)?|colgar|descansar|acostarme|desconectarme|despedirme|salir|retirarme|dejarte" +
    "|marcharme|madrugar|levantarme temprano|ir a (?:dormir|trabajar|la cama|descansar|clase|currar" +
    "|acostarme)|irme a (?:dormir|trabajar|la cama|descansar|clase|acostar|currar|la uni|mi casa|casa)" +
    "|volver al trabajo|seguir trabajando|cortar|soltar el celular|apagar|trabajar|volver a trabajar" +
    "|regresar al trabajo|entrar a (?:clase|trabajar|una reunion)|ir yendo|ir al trabajo|irme al trabajo" +
    "|partir|largarme",
  after:
    "ya|ahora|amor|linda|guapa|hablamos|chao|adios|bye|nos|hasta|perdon|lo|que|porque|mañana|pero|por" +
    " hoy|luego|hermosa|gracias|bb|bebe|buenas|cuidate|un|besos|te escribo|te hablo|por|corazon|preciosa" +
    "|cariño|jaja|temprano|o mañana|despues|descansa|pronto|y mañana|ya mismo|entonces|mi|si|y (?:luego" +
    "|mañana|hablamos|te)|pues|antes|al rato|eh|a mi casa|rapido|cielo|nena|de aqui|princesa|reina|mami",
  want:
    "por favor|quiero|quisiera|como|puedo|puedes|pueden|necesito|quiero que|me gustaria|podrias|podrian" +
    "|voy a|deseo|hola|solicito|que|favor de|ya|como hago para|como puedo|donde puedo|necesito que" +
    "|ayudame a|donde",
  erase:
    "(?:borr|elimin|cancel|suprim|desactiv|quit|anul)(?:a|ar|en|e|es|as|o|ad|an|ame|arme|enme|eme|ando" +
    "|ir|imir|enla|arla)|suprim(?:ir|an|e|a)|cierr(?:a|en|e|es|o|ame|enme)|cerrar(?:me)?|(?:dar|doy|dame" +
    "|den|dan|da|darme) de baja|cerrando|borrenme|eliminenme",
  account:
    "(?:cuenta|cuentas|perfil|usuario|datos|informacion|registro|historial|mensajes|chats|conversaciones" +
    "|datos personales|informacion personal|cuenta y \\S+ \\S+)",
};

export const SPANISH_LEAVING = phraseRules(LISTS, [
  "^(?:{lead} (?:, )?)*(?:y )?{bye}(?:,? {tail}| , {tail})*(?= ,|$)(?<!^hablamos \\?)",
  "^(?:{lead} (?:, )?)*(?:adios|chao|bye|hasta luego|hasta mañana|nos vemos|cuidate|buenas noches)" +
    " (?:{tail} )*(?:gracias|fue|que|me voy|tengo|mañana|te escribo|hablamos|por|un|mi|hasta|nos|cuidate" +
    "|te quiero|te|y (?:gracias|que|hasta|cuidate|descansa|dulces|buenas)|besos|me (?:voy|tengo|despido" +
    "|duermo|retiro|desconecto|toca|encanto|dio)|descansa|dulces|sueña|espero|ya|muchas|buena|buenas" +
    "|linda noche)(?! (?:tiempo|cuentas|cuanto|tal|haces|hiciste|cuesta|gustas?|encantas?|mandas|pasas" +
    "|muestras|tienes|precio|llamas|parece))",
  "^(?:ok|bueno|vale|dale|listo|pues|gracias|ya|besos|besitos|un beso|abrazos|tengo sueño|me muero de" +
    " sueño|es tarde|estoy cansado|que sueño|muchas gracias|okay|ya es tarde|te quiero|sueña conmigo" +
    "|bien|genial) (?:, |y |linda |guapa |amor )*buenas noches(?: {tail})*$",
  "(?:contigo|hablar|charla|todo|dormir|mañana|cansado|sueño|tarde|besos|abrazo|beso|descansa|amor|bye" +
    "|adios|voy|luego|placer|ojos|muerto|muerta) (?:, |y |ya )*buenas noches(?: {tail})*$",
  "(?:queria|quiero|vengo a|venia a|vine a|paso a|solo|pasaba a|solo para|toca|a|para)(?: solo)?" +
    " (?:decir|decirte|desearte|darte)(?: las)? (?:adios|buenas noches|chao|bye|hasta mañana|hasta luego" +
    "|una? (?:buena|linda|feliz|bonita) noche|lindos? \\S+|dulces sueños|felices sueños)",
  "(?:queria|quiero|vengo a|venia a|vine a|paso a|solo|hora de|toca|tengo que|debo|me)(?: ya)? (?:despedirme|despedir)",
  "(?:esto es|este es) (?:un |una |el |la |mi |nuestro |nuestra )*(?:adios|despedida|ultimo mensaje" +
    "|final|hasta luego|hasta nunca)",
  // me voy, tengo que irme
  "(?<!(?:si|cuando|que|porque|no|siempre|por que|nunca|donde|mientras) )(?:ya |bueno |pues |ahora " +
    "|ahorita )*me (?:voy|largo|marcho|retiro|despido|desconecto|piro|abro|salgo|acuesto|duermo|quedo" +
    " dormid[oa]|estoy (?:yendo|durmiendo|quedando dormid[oa]|cayendo de sueño)|voy yendo|las piro|las" +
    " tomo|voy despidiendo|borro|pelo|caigo de sueño|jalo|rajo|retirare|ire|esfumo)(?= {after}(?!\\S)|" +
    " [,?]|$)(?! (?:que te|te|un) (?:gust|quiero|dia))",
  "(?<!(?:si|cuando|que|no|siempre|nunca|te|hora) )(?:me voy|voy|me ire|vamos|me marcho|voy ya|me fui" +
    "|me retiro|me iba) (?:ya )?(?:a )?(?:ir|ir a (?:dormir|la cama|descansar|acostar|trabajar)" +
    "|dormir(?:me)?|la cama|la camita|acostar|acostarme|descansar|mimir|mimis|sobar|trabajar|clase" +
    "|clases|al trabajo|al sobre|al curro|al cole|la uni|al laburo|currar|laburar|desconectarme|a dormir" +
    "|irme|cerrar los ojos|roncar|casa|despedirme|tener que irme|tener que dejarte)(?= {after}(?!\\S)|" +
    " [,?]|$)",
  "(?:me voy|voy) (?:al|a la|a mi) (?:trabajo|sobre|cama|camita|curro|laburo|clase|oficina|uni)(?=" +
    " {after}(?!\\S)| [,?]|$)",
  "(?<!(?:te|no|si|cuando|le|se|nos|que) ){must} (?:ya )?(?:que )?(?:{go})(?= {after}(?!\\S)| [,?]|$)",
  "(?<!(?:no|te|si) )(?:es )?hora de (?:dormir|irme|ir a dormir|descansar|acostarme|irme a dormir" +
    "|mimir|decir adios|despedirme|la cama|partir)",
  "(?<!(?:no|si|nunca|cuando) )te dejo(?= (?:ya|por hoy|por ahora|que|porque|descansar|dormir|tengo" +
    "|hablamos|linda|amor|me|hasta|luego|guapa|un rato|pues|mañana|trabajar|entonces|tranquila y|bb|debo" +
    "|llego|cuidate)(?!\\S)| [,?]|$)(?! (?:que (?:elijas|decidas|escojas|pienses)|un rato (?:mi|la)))",
  "me voy de (?:aqui|esta app|la app|esta pagina|este chat|este sitio|esta plataforma)",
  "(?:por hoy|hoy) (?:es todo|ya (?:fue|estuvo) (?:todo|bueno)|lo dejo aqui)|(?:eso|es) (?:es )?todo" +
    " por hoy|lo dejamos (?:por hoy|aqui|ahi)|hasta aqui (?:por hoy|llego hoy)",
  "no quiero (?:hablar|chatear) mas(?! contigo de)",
  "(?<!(?:say|said|never|not|decir|digas|dijo|dije|sin|un|el|como|cuando|que|no|diga|decirle|decirte" +
    "|decirle|es|los|de|del|la|muy|hola|en) )(?:adios|chao|bye|hasta (?:luego|mañana|pronto|la proxima)" +
    "|nos vemos (?:{when})|hablamos (?:luego|mañana|despues|mas tarde|al rato|pronto)|luego hablamos" +
    "|cuidate mucho|nos vemos)(?: {tail})*(?= ,|$)(?<!(?:cuando|no) nos vemos)",
]);

/** Said to go, but in Spanish also to greet after dark; who asks something with it is greeting. */
export const SPANISH_GOOD_NIGHT = phraseRules(LISTS, [
  "^(?:{lead} (?:, )?)*buenas noches(?: (?:, )?(?:{tail}|😴|💤|🌙))+(?= ,|$)",
]);

export const SPANISH_DELETE_ACCOUNT = phraseRules(LISTS, [
  "(?<!(?:no|ex|ya|mi|me|si|antes de|nunca|por que|casi) )(?:{want} )?{erase} (?:ya |por favor |todos?" +
    " |toda |por completo |completamente |definitivamente )*(?:mi|mis|la|los|esta|tod[oa]s? mis?|toda" +
    " mi) (?:de )?{account}(?<!la (?:informacion|historial|conversaciones))(?! (?:viej|vieja|anterior|de" +
    " (?!aqui|esta|este|usuario)|por ti|secundaria))",
  "(?:quiero|quisiera|necesito|solicito|pido|deseo|como|puedo|voy a|por favor|puedes|pueden|ya) (?:ya" +
    " )?(?:{erase}) (?:mi|la|esta) (?:cuenta|perfil)",
  "^(?:por favor |quiero |quisiera |como )*(?:borrar|eliminar|cerrar|desactivar|cancelar|borren" +
    "|eliminen) (?:cuenta|perfil|usuario|datos|la cuenta)(?: (?:por favor|ya|gracias))*$",
  "(?:quiero|necesito|quisiera|pido|solicito)(?: que)? (?:mi cuenta|mi perfil) (?:sea |este |quede" +
    " )?(?:borrad[oa]|eliminad[oa]|cerrad[oa]|desactivad[oa]|cancelad[oa])",
  "(?:solicito|pido|quiero|exijo|requiero) (?:la |el )?(?:eliminacion|baja|cierre|borrado|cancelacion" +
    "|supresion) (?:total |definitiva |completa )?de (?:mi|mis|la|todos mis) {account}",
  "^{lead*}(?:borrame|borrenme|eliminame|eliminenme)(?: (?:del? (?:sistema|todo|aqui|la app|su sistema" +
    "|tu sistema)|por favor|ya))*$",
  "(?:derecho al olvido|derecho de supresion)",
]);
