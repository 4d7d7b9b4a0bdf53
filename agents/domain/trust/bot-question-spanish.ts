// Spanish ways to ask, or to claim, that the chat partner is a machine or somebody hired (trust C2).
import { phraseRules } from "./phrase-rules.ts";

const LISTS = {
  filler:
    "un|una|unos|unas|algun|alguna|una especie de|solo|en serio|realmente|acaso|en realidad|mas bien" +
    "|como|la|el|los|las|tu|vos|usted|esto|puro|pura|otro|otra|no|de verdad|verdaderamente|simplemente" +
    "|literal|literalmente|obviamente|claramente|siempre|tipo|maldito|maldita|verdad|muy|tan|mi|tipico" +
    "|tipica|o|posiblemente|por casualidad|hecho|en verdad|neta|la neta|enserio|posta|basicamente" +
    "|practicamente|nada mas que|ni|completamente|totalmente|cien por ciento|100|ser|siquiera|por|por lo" +
    " menos|de hecho",
  machine:
    "bots?|robots?|ia|ias|robotic[oa]s?|robotizad[oa]s?|inteligencia artificial|chatbots?|chatgpt|modelo" +
    " de lenguaje|asistente virtual|asistente|(?:modelo|influencer|chica|novia|persona|mujer|avatar)" +
    " (?:virtual|digital|de ia|artificial|por ia|hecha con ia|generada)|virtual|avatar|npc|algoritmo" +
    "|software|computadora|ordenador|automatizad[oa]s?|programa(?: de (?:computadora|ordenador|ia))?" +
    "|generad[oa]s?|artificial|androide|ciborg|simulacion|openai|gemini|claude|siri|alexa|replika" +
    "|grabacion|contestador(?:a)?|deepfake|bot ia|sintetic[oa]",
  apparatus: "maquina",
  made:
    "(?:hech|cread|generad|programad|escrit|manejad|entrenad|llevad|administrad|controlad|operad" +
    "|gestionad|diseñad)[oa]s? (?:con|por|de|a) {filler*}(?:{machine}|computadora|{hired}|codigo|pixeles" +
    "|alguien mas|otra persona|otros|maquina)",
  fraud:
    "fals[oa]s?|fake|fakes|scammer|estafa|estafador[a]?|catfish|inventad[oa]|truch[oa]|un engaño" +
    "|imaginari[oa]|puro codigo|codigo|suplantador[a]?|impostora?|mentira|perfil (?:falso|fake|trucho)" +
    "|cuenta (?:falsa|fake|trucha)",
  hired:
    "agencia|equipo|manager|asistente|empleado|empleada|chatter|operador|operadora|community manager" +
    "|moderador|moderadora|trabajador|secretaria|representante|agente|call center|personal|community" +
    "|ayudante|cm|gestor",
  alive:
    "human[oa]s?|ser human[oa](?: real| de verdad)?|(?:persona|mujer|chica|niña|hombre|alguien|gente" +
    "|chava|mina|muchacha|humana|cuenta|perfil|piba|ser) (?:real|reales|de verdad|verdader[oa]" +
    "|autentic[oa]|human[oa]|viv[oa]|de carne y hueso|existente)|real|de carne y hueso|autentic[oa](?= o" +
    " | \\?)|de verdad|verdader[oa]|persona|viva|alguien real|genuin[oa]|legitim[oa]|legit|natural",
  ends:
    "o|y (?:no|si|tu)|verdad|no|jaja|jajaja|jajajaja|lol|o no|ya|pues|amor|che|bb|porque|pero|la|cierto" +
    "|mi|bro|wey|guey|we|al|detras|ahi|aqui|quien|que (?:escribe|responde|contesta|esta|me)|si|como|por" +
    " favor|con|del otro|jeje|vos|para|acaso|xd|mija|mana|hermana|parce|tio|tia|eh|a que|dime|jajaj|jsjs" +
    "|leyendo|escribiendo|hablando|respondiendo|a veces|ni|siquiera|jaj|bebe|o que|hablandome",
  be:
    "eres|sos|seas|seras|eras|fueras|es usted|usted es|(?<=(?:^|[,?] |que |seguro |obvio |claro |jaja " +
    "|creo que |lol |acaso )(?:no |tu )?)(?:sera|seria|no es|es|son|era|fue)|esto es|eso es|es esto|esto" +
    " no es|serias|ser|serian|estas siendo|sois|fuera|fueses|esta es|este es|estas son|estos son|sean" +
    "|son estos|son estas|resultas|resulta que eres|resultaras",
  about:
    "esta cuenta|este perfil|esta pagina|tu cuenta|tu perfil|la cuenta|el perfil|este chat|esas fotos" +
    "|esas respuestas|esos mensajes|estos videos|tus mensajes|tus respuestas|tus textos|tus fotos|tus" +
    " videos|estos mensajes|estas respuestas|esta conversacion|estas fotos|los mensajes|las respuestas" +
    "|tu forma de (?:escribir|hablar|responder)|tu voz|las fotos|tus selfies|tus audios|tus historias|tu" +
    " respuesta|esa respuesta|esta respuesta|tu cara|todo esto|todo|tu pagina|tu foto|esa foto",
  talking:
    "hablo|hablando|chateo|chateando|escribo|escribiendo|platicando|platico|conversando|converso" +
    "|charlando|charlo|hablarle|trato|tratando|coqueteando|escribiendome|mensajeando|hablar" +
    "|interactuando|comunicando|texteando|hablandole|escribiendole",
  seem:
    "(?:parec|suen|habl|escrib|respond|contest|actu|reaccion|siente|sient|tecle|expres)(?:es|as|a|e|en" +
    "|an|o|is|iste|aste|ieron|ais|eis|iendo|ando|s)?|suenas|suena|suenan|parecio|pareciera|sonas|siento" +
    "|te expresas|se siente|se sienten|se lee|se leen|te lees|se ve|se ven|te ves|huele|hueles|sonaste",
  lead:
    "hola|oye|oie|pero|a ver|espera|jaja|jajaja|dime|y|entonces|pregunta|che|mira|,|en serio|ok|bueno" +
    "|perdon|una pregunta|disculpa|sinceramente|honestamente|la verdad|wey|ey|hey|mmm|seguro|es|pues" +
    "|mano|tio|tia|ah|eh",
  answers:
    "responde|responden|contesta|contestan|escribe|escriben|habla|esta respondiendo|esta contestando" +
    "|esta escribiendo|esta hablando|estan respondiendo|estan escribiendo|estan contestando|respondio" +
    "|contesto|escribio|atiende|lee|esta leyendo|manda|envia|mando",
  runs:
    "maneja|manejan|lleva|llevan|administra|controla|controlan|gestiona|gestionan|opera|dirige|esta" +
    " detras|hay detras|se esconde|mueve|usa",
};

export const SPANISH_BOT_QUESTION = phraseRules(LISTS, [
  // eres un bot, esto es ia, usted es una persona real, no creo que seas humana
  "{be} {filler*}(?:{machine}|{made}|{fraud}|{hired} virtual)(?! (?:para|de verano|de discord|de" +
    " trading|en el gym|artistico|con el carro))",
  "(?:eres|sos|usted es|esto es|es esto|son|es|esta|esto|mensajes?|respuestas?|algo) (?:{filler})?" +
    " ?(?:mensajes? |respuestas? |todo |algo |un |una )*automatic[oa]s?(?<!(?:pago|suscripcion" +
    "|renovacion|carro|auto|cobro) es automatic[oa])(?= (?:o|verdad|no|jaja|esto|que|tus)(?!\\S)| [,?]|$)",
  "{be} {filler*}(?:{apparatus})(?= (?:o|verdad|no|jaja|jajaja|que|programada|pensante|lol|y no" +
    "|respondiendo|contestando|la que|quien)(?!\\S)| [,?]|$)",
  "(?<!(?:yo|tambien|soy|ex|hermano) ){be} {filler*}{alive}(?= {ends}(?!\\S)| [,?]|$)(?<!(?:buena|gran" +
    "|mi|tu|muy|tan) (?:persona|human[oa]))(?<!(?:tan|muy|super|re|bien|mas) (?:real|autentica|natural" +
    "|human[oa]))",
  "^{lead*}(?:tu |vos |usted )?(?:real|human[oa]|persona|bot|robot|ia|chatbot|maquina|chatgpt|una" +
    " persona|un bot|persona real|perfil falso|cuenta falsa|perfil real|cuenta real|fake|un robot|una ia" +
    "|falsa|virtual|automatico)(?: o (?:{filler} )*(?:{machine}|{alive}|fake|fals[oa]|no|que|maquina" +
    "|persona))+$",
  "^{lead*}(?:bot|robot|ia|chatbot|chatgpt|un bot|una ia|un robot|humana|persona real|perfil falso" +
    "|cuenta falsa|perfil real|mensaje automatico|respuesta automatica|maquina|una maquina|puro bot|bot" +
    " detectado|alerta de bot|maldito bot|que bot|tremendo bot|alto bot)(?: \\?|$)(?<!^(?:humana" +
    "|maquina))",
  "^{lead*}(?:real|human[oa]|persona) \\?$",
  "(?:tu|vos|usted|esto|este|esta) (?:no |un |una )*(?:bot|ia|robot|chatbot|chatgpt)(?= [,?]|$)",
  "(?:o|u) (?:es |eres |con |a |de )?(?:una |un |puro )?(?:bot|ia|robot|maquina|chatgpt|inteligencia" +
    " artificial|agencia|asistente|chatbot)$",
  "(?:bot|ia|robot|maquina|chatgpt) o (?:con |es |eres )?(?:una |un |tu |la )?(?:persona|human[oa]" +
    "|real|mujer|chica|alguien|de verdad|tu)",
  "(?:que |esa |esta |esas |estas |pura |puras |tu |tus |^|tipica )(?:respuestas?|mensajes?" +
    "|contestacion|texto) (?:fue |es |son |fueron )?(?:{filler} )*(?:de |por |tan |muy |mas |generad[oa]" +
    " por |hech[oa] por )*(?:{machine}|automatic[oa]s?|robotic[oa]s?|copiad[oa]s?)",
  "(?:copia y pega|copias y pegas|copiar y pegar|copiando y pegando|copiado y pegado|copypaste)",
  "(?:parece|parecen|suena a|suena|leyendo|sigues|lees|siguiendo|leyendo de|seguis|usas) (?:un |el |algun )?guion",
  "(?:eres|sos|es) (?:realmente |de verdad |en serio )?(?:tu )?la (?:(?:misma|verdadera) (?:chica " +
    "|persona |mujer )?(?:de|en) (?:las|tus|esas|la) fotos?|(?:chica |mujer |persona )?de las fotos" +
    " (?:de verdad|realmente|en serio))|(?:de verdad|realmente|en serio) eres la (?:\\S+ )?de (?:las|la" +
    "|tus) fotos?",
  "(?:eres|sos|seras) (?!fan|expert|ingenier|buena con|una experta)(?:\\S+ ){0,4}(?:de |por |con" +
    " )?(?:ia|bots?|robots?)(?= (?:verdad|no|o|jaja|lol)(?!\\S)| [,?]|$)(?<!(?:los|la|las|gusta|gustan" +
    "|el) (?:ia|bots?|robots?))",
  "algo que (?:no diria|nunca diria|no haria|no podria decir) (?:un|una) (?:{machine})|algo que (?:un" +
    "|una) (?:{machine}) no",
  "(?:como se|saber|seguro de|segura de|confirmar|creer|confiar en|comprobar) (?:de )?que (?:realmente" +
    " |de verdad )?(?:eres|sos|es) (?:tu|vos)$",
  "^{lead*}(?:algun|alguna|hay) ?(?:persona|human[oa]|alguien|mujer|gente)? ?(?:persona|human[oa]" +
    "|alguien)? ?(?:real|de verdad|human[oa])? ?(?:por ahi|aqui|ahi|por aqui|en esta cuenta|leyendo)(?:" +
    " \\?|$)(?<=(?:persona|human[oa]|real|verdad) .*)",
  "^{lead*}(?:perfil|cuenta|foto|fotos) (?:fake|trucho|trucha|fals[oa]s?|de bot|bot)(?: \\?|$)",
  "programad[oa] para (?!trabajar|mañana|el|las|hoy|ir|viajar|salir)\\S+",
  // hablo con una persona
  "(?:{talking}) (?:yo |ahora |ahorita |aqui |en realidad |de verdad |realmente )*(?:con|a|contra)" +
    " {filler*}(?:{machine}|{fraud}|{hired}|{apparatus}|{alive}|alguien mas|otra persona|un (?:tipo" +
    "|señor|hombre|viejo|vato|don))(?! (?:que (?:conoci|me cae)|mayor|del trabajo|en (?!realidad|verdad" +
    "|serio|este|esta)))",
  "(?<!(?:quiero|puedo|encanta|gusta) )(?:{talking}) (?:de verdad |realmente |en realidad )?(?:contigo" +
    "|con vos|con usted) (?:realmente|de verdad|en serio|o|en realidad|misma|directamente)",
  "(?:de verdad|realmente|en serio|en realidad) (?:estoy |te )?(?:{talking}) (?:contigo|con vos)",
  "con quien (?:estoy |realmente |en realidad |de verdad )*(?:{talking})(?: (?:realmente|en realidad" +
    "|de verdad|yo|aqui|ahora)| [,?]|$)",
  // pareces un bot, tus respuestas suenan a ia
  "(?<!(?:yo|me|mis \\S+|mi \\S+|los \\S+) )(?:{seem}) (?:(?:como|a|de|muy|tan|mas|igual que|igual a" +
    "|mucho|demasiado|bien|re|super|medio|un poco|algo|todo|mensaje|mensajes|respuesta|respuestas|texto" +
    "|escrito|hecho|escrit[oa]s?|generad[oa]s?|hech[oa]s?|por|cosa|estilo) )*{filler*}(?:mensajes? de " +
    "|respuestas? de |texto de |voz de |por )?(?:{machine}|{apparatus}|{fraud}|copiad[oa]s?|copia y pega" +
    "|pregrabad[oa]s?|prefabricad[oa]s?|enlatad[oa]s?|automatic[oa]s?)(?<!(?:^|[,?] )(?:hablo|escribo" +
    "|respondo|siento|parezco) .{0,30})(?! (?:de tanto|hoy))",
  "(?:demasiado|muy|tan) ~ para ser (?:un |una )?(?:real|human[oa]|persona|verdad|de" +
    " verdad)(?<!(?:hermosa|bonita|linda|buena|perfecta|guapa) para ser .{0,20})",
  "(?:nadie|ninguna persona|ningun human[oa]) (?:real )?(?:escribe|responde|contesta|habla) (?:tan|asi)",
  "{about} (?:no )?(?:es|son|esta|estan|parece|parecen|suena|suenan|se ven|se ve|la|lo|las|los)" +
    " {filler*}(?:de |hech[oa]s? (?:con|por) |a |con |generad[oa]s? (?:con|por) |escrit[oa]s? por" +
    " )*{filler*}(?:{machine}|{fraud}|reales|real|de verdad(?= [,?o]|$)|verdader[oa]|human[oa]s?" +
    "|{apparatus}|{hired}|copiad[oa]s?|editad[oa]s? con ia|maneja|lleva)",
  "(?:es|son) {about} (?:{machine}|{fraud}|real|reales|de verdad)",
  "(?:es|son) (?:{filler} )*(?:cuenta|perfil|mensajes?|respuestas?|pagina) (?:real|reales|fals[oa]s?" +
    "|fake|automatic[oa]s?|de verdad|automatizad[oa]s?|generad[oa]s?|verdader[oa]|de (?:bot|ia|una" +
    " agencia|un bot))",
  // quien escribe, una agencia
  "(?:me|te) (?:{answers}) {filler*}(?:{machine}|{apparatus}|persona|human[oa]|{hired}|hombre|tipo" +
    "|alguien mas|otra persona|real|chatgpt)(?! (?:ayer|anoche|el|en|la|hoy|hace))",
  "quien (?:me |te |es el que |es la que |realmente |de verdad |en realidad |mas )*(?:{answers}" +
    "|{runs})(?: (?:estos|tus|los|esta|esto|tu|la cuenta|el perfil|la pagina|las|de (?:esta|esto|la" +
    " pantalla|tu|este|todo)|realmente|ahi|del otro|en realidad|por ti|mis|mensajes|de verdad|aqui" +
    "|tras)(?!\\S)| [,?]|$)",
  "quien (?:esta|hay|se esconde) (?:realmente |de verdad )?(?:detras|atras de (?:esto|esta|este|la)" +
    "|tras|del otro lado|al otro lado|al teclado)(?! (?:tuyo|de ti))",
  "(?:eres|sos|es) (?:tu|vos|usted|ella|realmente tu|tu misma) (?:misma |realmente |en realidad |de" +
    " verdad )?(?:(?:la|el|quien|quien me|la misma) ?(?:que |quien )?(?:me |te )?(?:{answers}|estas?" +
    " \\S+ndo|respondes|escribes|contestas)|de verdad|realmente|en serio|o (?:un|una|alguien|otra|tu)" +
    "|escribiendo|respondiendo|contestando)(?! (?:la de|el de|en la foto))",
  "(?:realmente|de verdad|en serio|en realidad) (?:eres|sos|es) (?:tu|vos|usted|ella)(?! (?:la de|la del|tan|el))",
  "^{lead*}(?:me |aqui )?{answers} {filler*}(?:{machine}|persona|human[oa]|alguien real|maquina)(?! (?:ayer|anoche))",
  "(?:de verdad|en serio|realmente|en verdad|neta) (?:eres|sos) (?:una )?(?:mujer|chica|hombre|niña)$",
  "(?:no|y no|en vez de) con (?:un |una |el )?(?:bot|ia|robot|maquina|asistente)$",
  "tu misma (?:contestas|respondes|escribes|me)",
  "(?:tu|vos|tu misma|vos misma) (?:misma )?(?:escribes|respondes|contestas|mandas|lees|manejas|llevas" +
    "|administras|escribis|contestas) (?:esta|este|los|estos|tus|mis|esto|las|la cuenta|personalmente" +
    "|todo|tu cuenta)",
  "(?:escribes|respondes|contestas|lees|manejas|mandas|escribis) (?:tu|vos|personalmente|tu misma)(?:" +
    " (?:misma|los mensajes|estos|tus|mis|esto|o|personalmente|todo|las respuestas|realmente|de" +
    " verdad)(?!\\S)| [,?]|$)",
  "(?:alguien|alguien mas|otra persona|otra gente|otros|otro|agencia|un equipo|tu equipo|equipo" +
    "|manager|asistente|bot|ia|maquina|hombre|tipo|persona|chatgpt|empleado|empresa|señor|vato|novio" +
    "|esposo|marido|amigo) (?:mas |real |que |te |me |lo |la |los |no |es el que |es quien |esta |estan" +
    " )*(?:{answers}|{runs}|escribiendo|respondiendo|contestando|leyendo|administrando|manejando|escribo" +
    "|respondo)(?: (?:por|tus|tu|esto|los|la|esta|estos|mis|las|en tu|como|esto|ahi|aqui|detras|de" +
    " (?:esta|la|ti))(?!\\S)| [,?]|$)",
  "(?:la|lo|te|me|los) (?:{runs}|{answers}) (?:la cuenta |el perfil |los mensajes |los chats )?(?:una" +
    "|un|otra|otro|otros|alguien|tu|la|el) (?:{hired}|{machine}|persona|mas|gente|{apparatus}|empresa" +
    "|tipo|hombre)",
  "(?:manejad|administrad|llevad|escrit|controlad|gestionad|operad|respondid|contestad|enviad)[oa]s?" +
    " por (?:un|una|otra|alguien|tu|otros|la|el|ia|bots?|chatgpt)",
  "(?:maneja|llevan|lleva|manejan|administra) (?:la|tu|esta) cuenta (?:otros|otro|otra|un|una|alguien)",
  "te (?:manejan|llevan|administran|escriben|redactan|controlan) (?:la|el|los|las)",
  "(?:eres|sos|es|esto es|son|seras|hay) (?:de )?(?:un |una |algun |alguna |tu |parte de una |la" +
    " )*(?:agencia|chatter|equipo de \\S+|(?:tipo|hombre|señor|viejo|vato|man|gordo|don|chico|guey|pibe" +
    "|wey) (?:\\S+ )?(?:detras|haciendose|fingiendo|en una oficina|escribiendo|respondiendo|que (?:finge" +
    "|se hace|escribe)|con|pretendiendo|haciendo)|community manager|empleado|operador|operadora" +
    "|trabajador|call center|empresa|asistente)(?! (?:de modelos|de viajes|para|social|dental))",
  // existe, hay alguien
  "(?:tu |vos )?(?:realmente |de verdad |en serio |acaso |siquiera )?(?:existes|existis|existe" +
    " usted)(?: (?:de verdad|en la|realmente|o|en serio|en persona|fisicamente|siquiera|acaso)(?!\\S)|" +
    " [,?]|$)",
  "(?:hay|habra|esta) {filler*}(?:alguien|persona|human[oa]|alguna persona|mujer|chica|ser human[oa]" +
    "|gente)(?: (?:ahi|aqui))? (?:real|de verdad|human[oa]|detras|ahi|leyendo|del otro|al otro" +
    "|escribiendo|viv[oa]|tras|atras|de carne|respondiendo|verdader[oa])(?<!^(?:[^,?]* )?hay alguien ahi)",
  "tienes (?:un )?(?:cuerpo|alma|conciencia|pulso|corazon) (?:o eres|real|humano|de verdad|fisico)",
  "(?:estas|eres) viva(?! la)$",
  // hecho con ia
  "(?:escribio|hizo|dijo|redacto|genero|respondio|contesto|invento|mando|escribe|hace|redacta|armo" +
    "|escribieron con|hiciste con|escribiste con|copiaste de|sacaste de|pegaste de|copiado de|copiaste y" +
    " pegaste de) (?:por |el |la |una |un |lo )*(?:ia|chatgpt|bot|maquina|robot|inteligencia artificial)",
  "(?:usas|usaste|estas usando|utilizas|utilizaste|usa|usan|usando|ocupas) (?:una |un |el |la" +
    " )?(?:chatgpt|ia|inteligencia artificial|bot|traductor|asistente|bots|programa) (?:para|pa|al|en" +
    " tus|conmigo) ?(?:responder|contestar|escribir|hablar|chatear|enviar|mandar|respondes|mensajes" +
    "|contestas|respuestas|escribes|tus|todo|ligar|coquetear)?(?:me|nos)?(?<!para)(?! (?:la universidad" +
    "|el trabajo|la tarea))",
  "(?:eres|sos|seras) {filler*}(?:hombre|tipo|señor|vato|varon|macho|chico|viejo)(?= (?:verdad|no|o" +
    "|jaja|jajaja|detras|cierto)(?!\\S)| [,?]|$)",
  "^{lead*}(?:usas|usaste|utilizas) (?:chatgpt|ia|inteligencia artificial|un bot|bots)(?: verdad| no)?(?: \\?|$)",
  "(?:estas|esta|estan|fuiste|fue) {made}",
  "estas usando (?:una |un )?(?:chatgpt|ia|bot)",
  "(?:que|cual|con que|de que) (?:tipo de )?(?:ia|modelo de ia|modelo de lenguaje|inteligencia|chatbot" +
    "|bot|modelo de inteligencia|version de chatgpt) (?:eres|sos|usas|usan|es|utilizas|hay|tienes)",
  "(?:te (?:programaron|crearon con|generaron|entrenaron|hicieron con|diseñaron)|quien te (?:programo" +
    "|creo|entreno|diseño|desarrollo|programa|hizo programa))",
  "(?:estas|eres|fuiste|sos) (?:programad[oa]|pre ?programad[oa]|automatizad[oa]|hech[oa] con ia" +
    "|entrenad[oa] por|generad[oa])(?= (?:para responder|para contestar|por|con|o|asi|jaja|para decir" +
    "|para hablar|verdad)(?!\\S)| [,?]|$)",
  "tu (?:programacion|algoritmo|programador|codigo fuente|desarrollador)",
  "(?:demuestra|demuestrame|prueba|pruebame|comprueba|demostrar|probar|demostrame|confirma|confirmame" +
    "|verifica|muestrame|prueba de|demuestre|comprobar|pruebas de) (?:que |si )?(?:no )?(?:tu |lo" +
    " )?(?:humanidad|existes|human[oa]|real|identidad|estas viva)",
  "(?:captcha|test de turing|prueba de turing)",
  "algo que solo (?:un |una )?(?:human[oa]|persona)",
]);
