// Words that mean the same to a guard, by class: what is learned of "mom" then holds for "abuela", too. Plain form, no accents.

/** A word ending in "*" stands for all that begin so. */
const CLASSES: Readonly<Record<string, string>> = {
  i:
    "i im ive ill id me my mine myself yo mi mis conmigo mio mia soy estoy tengo quiero voy puedo necesito ando" +
    " debo siento creo estaba fui era",
  you:
    "you your yours youre youd youll yourself u ur tu tus ti vos usted te contigo eres estas tienes sos puedes" +
    " haces contestas escribes",
  they:
    "he she they him her his their them el ella ellos ellas su sus someone somebody alguien everyone everybody" +
    " todos hes shes",
  parent:
    "mom moms mother mothers mama mami dad dads father papa papi parent parents mommy daddy madre padre padres" +
    " papas folks stepmom stepdad stepfather stepmother padrastro madrastra grandma grandpa granny grandparents" +
    " nana abuela abuelo abuelos abuelita viejos vieja viejo mum mums mummy guardian acudiente tutora jefita ama apa amá apá mumma nan nanna gran grandad granddad stepmum foster guardians apoderado apoderada acudientes" +
    " amma appa ammi abbu nani dadi mummys tata yaya abue jefe",
  child:
    "son daughter kid kids niece nephew child children hijo hija hijos hijas nieto nieta sobrino sobrina niño" +
    " niña niños niñas chamaco nene nena grandson granddaughter stepson stepdaughter toddler crio crios peque" +
    " students alumnos alumnas hijastro",
  sibling:
    "brother sister bro sis sibling siblings twin hermano hermana hermanito hermanita gemelo gemela cousin" +
    " primo prima hermanos brothers sisters hermanitos brothers",
  friend:
    "friend friends buddy pal mate roommate coworker coworkers colleague amigo amiga amigos amigas compañero" +
    " compañera neighbor vecino bestie compa",
  partner:
    "wife husband girlfriend boyfriend ex esposa esposo novia novio marido mujer pareja gf bf fiance fiancee" +
    " señora",
  staff:
    "teacher teachers principal counselor substitute sub tutor coach profe profesor profesora maestra maestro" +
    " maestros director directora orientadora prefecto seño coordinadora suplente mrs mr miss catequista tutora" +
    " entrenador preceptor preceptora trabajadora rector rectora subdirector subdirectora miss sir headmaster headteacher janitor monja monjas catequesis psicopedagoga docente teach maestros coordinador" +
    " matron counsellor counselors prefecta preceptores monitor catechist caseworker chaperone professor",
  subject:
    "math maths algebra geometry science history english biology bio chemistry chem spanish pe art band choir" +
    " chorus geography civics literature physics prealgebra calculus trig mate mates matematicas lengua historia" +
    " ciencias fisica quimica biologia ingles geografia civica literatura educacion fracciones fractions" +
    " spelling gym gimnasia naturales sociales religion dibujo musica drama theatre theater debate swim gymnastics cadete infantil juvenil orchestra computing ict woodshop",
  school:
    "school class classes classroom homeroom hallway locker lockers cafeteria playground schoolbus library" +
    " recess lunch detention period semester bell assembly schools escuela cole colegio liceo insti instituto" +
    " salon aula patio recreo receso biblioteca clase clases timbre direccion secundario ies cooperativa" +
    " preescolar curso hallways carpool bus buses transporte salones registration assembly pasillo cancha homeschool homeschooled homeschools formacion bandera escolta kinder preschool cafeteria fila principals",
  schoolwork:
    "homework assignment project essay quiz test exam exams tests finals midterms grades report card backpack" +
    " textbook textbooks notebook presentation poster posters chromebook yearbook tarea tareas deberes examen" +
    " examenes prueba control boleta boletin notas calificaciones mochila cuaderno ensayo exposicion maqueta" +
    " reprobe suspendido suspendi suspender materias asignatura evaluacion recuperacion parte worksheet worksheets quizzes resumen resumenes lectura calificacion promedio mocks revision revising coursework presentations diorama spelling pop essays cuadernos libreta tablas multiplicar exponer expuse maqueta lonchera lonche mochilas amonestaciones" +
    " dioramas lamina cuestionario extraordinario suspensos insuficiente rojos reprobar marks boletines",
  schoolyear:
    "grade grader graders freshman freshmen sophomore sophomores junior seniors middle high elementary jv" +
    " varsity prom homecoming psat gcse gcses freshie grado secundaria secu preparatoria prepa bachillerato" +
    " bachi eso primaria septimo octavo noveno decimo sexto liceo basico conalep cbtis ebau selectividad honor" +
    " graduation graduacion eighth ninth tenth eleventh seventh sixth yearbook yearbooks formal rally spirit freshies year7 sat act ged psu paes icfes saber vocacional cetis basica basico parvulos media bachiller sixth form prep graders underclassman underclassmen valedictorian baile generacion" +
    " naplan cbse icse waec neco psle dofe matric jss boards btec highers regents staar midterm ebac simce anuario egresados egresamos alevin sub u13 u14 u15 under",
  homerule:
    "curfew grounded bedtime allowance chores permission allowed strict rules rule punished sneaking snuck" +
    " sneak caught castigado castigada castigaron castigar domingo mesada paga permiso dejan deja quehaceres" +
    " escondidas regaña regaño cacho regañan confiscated confisco quito quitaron takes checks checking revisa" +
    " revisan find finds freak entera enteran control parental controls lets screentime screen filter filters blocks bloquea vpn asleep awake covers hidden escondido escondo sneaks pocket domingos savings saved ahorre supposed libreria punish punished lock door tells acusa acusan permisos regresar toque queda regañaron castigue",
  kidstuff:
    "roblox minecraft fortnite nintendo toys cartoon cartoons braces brackets puberty acne bike bici babysitter" +
    " nanny niñera camp campamento scout scouts quince quinceañera xv confirmation confirmacion comunion" +
    " catecismo league cheer cheerleader cheerleading tween tweens diary diario uniform uniforme bully bullies" +
    " bullying bicicleta playstation play ipad tablet permit learners retainer orthodontist ortodoncista ortodoncia frenos peluche peluches stuffed teddy tooth dulces trick treat treating halloween disfrazar disfraz pediatrician pediatra pediatrico juguete juguetes sleepover sleepovers pijamada pijamadas squishmallow slime lego legos pokemon vape vapes vaping cubs cub altar chambelan chambelanes mayordomo vals pinky trampoline parque columpios" +
    " lemonade juvie deodorant vbs recital pijama raton perez santa reyes domingos desodorante gallos bedroom toothfairy estiron mitzvah communion",
  young:
    "young younger youngest kid child teen teenager teenage teens underage minor minors chico chica chavo" +
    " chavito chava chavita joven pequeño menor menores adolescente adolescentes puberto niño niña chiquito" +
    " chiquita little small grow crecer crezca grande grown littlest preteen preteens puber pubertad puberty peque pequeña chiquita chamaca escuincle escuincla muchachito morrito morrita chibolo pibe piba nena pelado pelada sardino sardina guagua lolo cabro cabra youngster youth juvenile younger babyish",
  age:
    "age ages adult adults legal legally old older birthday bday birth born turn turning turned edad adulto" +
    " adulta mayor mayoria cumplo cumplir cumpla cumpli cumpleaños nacimiento naci nacido eighteen dieciocho id" +
    " ine dni credencial years year años año underage yo",
  lie:
    "lied lie lying fake faked pretend pretending put said clicked menti mentir puse inventada falsa falso" +
    " falsifique dije finjo fingir vpn fecha account accounts cuenta",
  college:
    "college university uni campus professor thesis masters phd degree dorm frat tesis universidad licenciatura" +
    " maestria doctorado posgrado facultad carrera universitario universitaria grad",
  work:
    "work job office shift boss meeting meetings salary payday trabajo oficina turno sueldo chamba laburo curro" +
    " jefe reunion quincena nomina warehouse driver engineer nurse guardia obra taller trabajar working jale" +
    " junta pendientes clients",
  drive:
    "drive drives driving driver drivers license licence licencia permit permiso learners learner wheel ride rides" +
    " manejar manejo conducir conduzco carnet carne ed dmv provisional lift dropped drops drop picked pick picks" +
    " recoge recogen lleva llevan trae",
  idcard:
    "id ids ine dni cedula credencial identificacion carded card cards tarjeta bouncer bouncers rated r pg served" +
    " serve sell sold vendieron venden vende cider beer beers alcohol drink drinks bar bars club antro disco boliche" +
    " vape mayores signature sign signed firma firmar firme firman",
  grow:
    "grow growing grew grown growth taller tallest height voice cracked cracking cracks shave beard barba bigote" +
    " voz gallo altura estatura estiron creciendo crecer period regla bra sosten acne granos",
  elder:
    "twice mayor grande older viejo vieja viejito viejitos vieja señora señor lady adults adult adulta adulto" +
    " grown woman mujer half mitad doble",
  device:
    "phone phones cell cel celu celular celulares telefono movil tablet ipad xbox ps5 playstation console consola" +
    " laptop chromebook computer wifi internet app screen pantalla insta instagram tiktok snap whatsapp",
  yet:
    "yet still until till anymore todavia aun hasta falta faltan apenas almost casi soon pronto left months meses" +
    " already ya legally",
  farewellnote:
    "goodbye goodbyes bye adios despedida despedirme despido despedi last final ultimo ultima ultimas remember" +
    " recuerda recuerdes sorry perdon forgive perdona perdoname thank gracias kind buena proud tell dile diles" +
    " digan afterwards gone sold sell vendi regale gave giving donate belongings cosas stuff accounts cuentas deleted borre" +
    " insurance arranged arreglado plan planned planeado date fecha chosen elegi picked decided decidi decidido",
  mass:
    "school escuela work trabajo office oficina everyone todos people gente crowd mall church iglesia blow volar" +
    " bomb bomba shoot balear disparar tirotear massacre masacre revenge venganza pay paguen them ellos",
  die:
    "die dead death dying dies died suicide suicid* morir morirme morirse muerto muerta muerte muero muriera" +
    " murio morire matarme matarse suicidio kill killing killed unalive unaliving desvivir* kms overdose" +
    " sobredosis overdosed murder drown drowning ahogar* perish deceased fallecer" +
    " suicidarme ahogarme colgarme desvivirme sewerslide unaliven lethal letal letales",
  endlife:
    "end ending ended over finish finished done acabar acabe acaba acabo terminar termine termina fin final" +
    " salida exit out checking leave quitting surrender give quitarme irme rendirme rindo desaparecer" +
    " desaparezco desaparezca disappear disappeared vanish vanished gone cease" +
    " quit solution solucion despedirme despedida chapter capitulo book libro renuncio descansar rest",
  life:
    "life lives live living alive exist existing exista existence existir existiera vida vidas vivir vivo viva" +
    " vivos world mundo planet breathing breathe respirar respirando earth tierra being nacido born",
  tired:
    "tired exhausted drained done sick enough fed weary worn cansado cansada cansad* harto harta agotado" +
    " agotada aguanto soporto energia energy fuerzas strength keep seguir luchar lucho fight fighting luchando",
  nobody: "nobody nothing nadie nada noone ninguno ningun anyone anybody anything none ni soul",
  burden:
    "burden worthless useless carga estorbo inutil hopeless pointless empty vacio vacia vacios numb meaningless" +
    " sobra sobro estorb* failure fracaso loser perdedor mistake waste basura better mejor free libre relief" +
    " alivio relieved deserve merezco deserves merecen hate odio hates",
  reason:
    "reason reasons point purpose meaning sense use future hope light tunnel razon razones sentido motivo" +
    " motivos futuro esperanza luz proposito why pa sirve",
  wake:
    "wake waking woke awake despertar despertarme desperte despierto despierte levantarme amanecer tomorrow" +
    " mañana morning night noche tonight",
  method:
    "pill pills pastilla pastillas bridge puente overpass rope soga cuerda noose tylenol paracetamol ibuprofen" +
    " advil xanax rivotril* vodka bottle frasco bleach cloro poison veneno balcony balcon rooftop roof techo" +
    " azotea ledge cliff acantilado rails tracks rail vias train tren metro subway platform anden engine motor" +
    " exhaust garage cochera ventana window meds medication medicinas sleeping antidepress* antidepres* belt" +
    " cinturon ceiling ventilador tub tina pole poste traffic trailer truck camion jump jumping saltar salto" +
    " tirarme aventarme aviento lanzarme hang hanging colgar* ahorcar*" +
    " quarry pier barandal raticida clonazepam helium antifreeze hose botiquin cabinet edge orilla borde river rio lake lago presa sea mar water agua railing",
  weapon:
    "gun pistol rifle barrel trigger bullet bullets loaded knife blade blades razor razors scissors bat shoot" +
    " shooting stab pistola arma armas bala balas gatillo cuchillo navaja navajas cuchilla tijeras disparar" +
    " disparo disparando machete",
  selfharm:
    "cut cutting cuts cutter burn burned burning bleed bleeding blood slit scars scar wrists wrist arms thighs" +
    " cortar cortarme corto corte cortes cortadas me cicatrices sangre sangrar desangrar muñeca muñecas brazos" +
    " piernas quemo queme quemarme relapse relapsed recai lighter encendedor marcas venas harm hurt hurting" +
    " lastimar* daño golpeandome punch hitting" +
    " lastime lastimo herirme scratch golpeo araño sleeves mangas vendas bandages tijeras",
  violence:
    "hit hits beat beats beating choke choked chokes slapped punched punches threatens threatened threatening" +
    " threat strangle strangling bruises hurt hurts kill pega pego golpea golpeo golpes ahorca ahorco amenaza" +
    " amenazo amenazan matar matare moretones moretes maltrata abuse abuses abused abusive raped rape assaulted" +
    " touches touched violo violaron abusa abusaron toca tocaba obliga forced forces stalking stalks follows" +
    " following acecha sigue siguiendo acosa drugged drogaron" +
    " beaten assault stabbed apuñalar pistol",
  trapped:
    "locked trapped hiding hide hostage kidnapped trafficked escape police ambulance help rescue save escondida" +
    " escondido encerrada encerrado encierra secuestrada secuestrado atrapada policia ambulancia ayuda ayudame" +
    " auxilio salvar danger peligro scared afraid fear terrified miedo temo asustada asustado closet bathroom" +
    " baño outside afuera broke breaking keys llaves" +
    " held retenida pasaporte passport hides",
  notes:
    "note letter will testament carta despedida despedirme goodbyes belongings funeral grave tumba cenizas" +
    " ashes insurance seguro body cuerpo heaven cielo god dios diosito lord jesus pray prayed prayers rece rezo" +
    " buried enterrado ground bury coffin ataud forever siempre last ultimo ultima forgive perdon peace paz" +
    " obituary esquela testamento headstone velorio entierro panteon nota letters cartas notes",
  sad:
    "cry crying tears lloro llorar llorando lagrimas sad depressed depression depre triste tristeza depresion" +
    " deprimido deprimida alone lonely solo sola soledad pain painful dolor duele dark darkness oscuro oscuros" +
    " oscuridad hell infierno suffering sufrir voices voces head cabeza thoughts pensamientos demons demonios" +
    " anxiety ansiedad angustia empty",
  food:
    "eat eaten eating food meal meals calories purge purging vomit vomiting puke vomito vomitar throw throwing" +
    " fasting starve starving comer comido comida comi como calorias ayuno weight peso kilos pounds fat skinny" +
    " thin gorda gordo flaca adelgazar bajar hambre hungry dinner cena" +
    " purged puked laxatives laxantes vomite devolvi engordar weigh lbs",
  stop:
    "stop stopped quit cease desist halt enough cancel end unsubscribe unsub remove delete erase block mute" +
    " silence basta dejar deja dejen dejes dejad dejaras parar para paren pares pare parad parale cancelar" +
    " cancela quitar quita quiten quitame quitenme saca sacame saquen sacar borra borrar borrame borren borralo" +
    " eliminar elimina eliminame eliminen bloquear bloquea bloqueo bloqueare baja bajame desuscri* desapunt*" +
    " desvinc* desafil* darme dame detener deten unfollow purge strike scratch drop cut corta cortale terminar" +
    " termina chole suficiente lose knock opt optout excluded exclude excluir take out off fuera turn disconnect",
  message:
    "message messages messaging text texts texting textin dm dms msg msgs notification notifications email" +
    " emails spam spamming spammy ping pings pinging mensaje mensajes mensajito mensajitos notificaciones" +
    " notificacion avisos aviso correos correo promos promociones publicidad promo alerts alertas inbox buzon" +
    " messaged texto textos sms spamear junk broadcast broadcasts difusion difusiones chats newsletter",
  contact:
    "contact contacting reach write writing writin bother bothering harass harassing harassment annoy annoying" +
    " pester pestering bug bugging call hit hmu escribas escribir escribirme escriban escribiendo escribe" +
    " escribieras mandar mandarme mandes mandando manden mandas enviar envies envien enviando enviarme contactar" +
    " contactarme contactes contacten molestes molesten molestar molestarme molesta molestando insistas insistir" +
    " insistan busques buscarme hables hablen llames llamen fastidies acoso acosar responder respondas reply" +
    " send sending sent lata chinges hinches rompas agobiando",
  list:
    "list lists number digits database contacts mailing subscription subscriptions lista listas numero" +
    " contactos suscripcion registro registros base datos account profile perfil record records newsletter" +
    " agenda system sistema info information data name nombre group grupo service servicio broadcast phone" +
    " telefono celular",
  again:
    "again anymore ever never longer further mas nunca jamas volver vuelvas vuelvan future adelante already" +
    " nomore",
  interest:
    "interested interest interesa interesado interesada uninterested wrong equivocado equivocaste equivocada" +
    " permission permiso consent consentimiento autorizacion autorizo signed subscribe subscribed suscribi" +
    " apunte pedi asked agreed acepte",
  machine:
    "bot bots robot robots robotic ai ais ia ias chatbot chatbots chatgpt gpt llm machine machines software" +
    " program programs programmed programmer algorithm algorithms automated automatic automation auto script" +
    " scripted scripts computer computadora computadoras ordenador maquina maquinas automatico automatica" +
    " automaticos automaticas automatizado automatizada automata programa programada programaron algoritmo" +
    " artificial virtual generated generada generadas siri alexa cyborg android npc model modelo prompt code" +
    " codigo codigos openai replika autopilot simulacion plantilla template templates guion server servidor app" +
    " autoreply autorespond* autorespuesta pregrabado prerecorded copypaste copied pasted copiado copiada preset" +
    " canned digital synthetic sintetica processor procesador operating version turing captcha contestador" +
    " robotina robotica intelligence inteligencia language lenguaje",
  human:
    "human humans person people someone real flesh blood bone humano humana humanos persona personas alguien" +
    " carne hueso gente verdad verdadera autentica actual genuine living breathing pulse pulso heartbeat latido" +
    " soul alma authentic legit existes exist exists existe woman girl chick lady dude guy mujer chica tia tio" +
    " vato tipo señor reales being ser brain cerebro body face cara",
  typing:
    "type types typed typing answering answers answer replying reply replies respond responds responding" +
    " responses response behind screen keyboard responde respondes respondiendo respuestas contesta contestas" +
    " contestando contesto tecleando tecla escribiendo teclado detras pantalla manages manage managed maneja" +
    " manejan lleva llevan running run runs talking chatting speaking hablando chateando hablo chateo handles" +
    " handled hired contratado agency agencia team equipo assistant asistente manager representante chatter" +
    " written wrote escribio words palabras reads reading lee leen",
  fake:
    "fake fakes catfish falso falsa falsas impostor scam fraud legit fraude perfect perfecta suspicious sus" +
    " sospechoso weird raro",
  proof:
    "prove proof prueba pruebas pruebame demuestra demuestrame demostrar swear jura jurame juramelo honest" +
    " honesta sincera sincero truth admit confess confiesa admite confirm sure seguro segura certain wonder" +
    " believe bet apuesto guess adivinar sounds sound suena suenas feels feel siento parece pareces seem seems" +
    " tell dime check",
  leave:
    "go goin going gotta leave leaving head heading headed off out run bounce dip jet split irme voy vamos fui" +
    " retiro despido marcho salgo salir saliendo ir largo piro abro pelo jalo rajo desconecto logging log" +
    " signing sign bouncing dipping scoot skedaddle scram hop dash offline yendo vuelvo regreso back brb bbl" +
    " return",
  farewell:
    "bye byee goodbye later laters night goodnight nite gn ttyl cya adios chao chau hasta luego hablamos vemos" +
    " leemos noches descansa descanses descanso cuidate peace ciao farewell bendiciones saludos hugs kisses" +
    " abrazo abrazos besitos besote besos cheers nighty dulces sweet dreams sueños feliz pronto soon seguimos" +
    " rato until till take care gator toodles toodaloo gusto placer",
  bed:
    "bed sleep sleepy sleeping asleep dormir dormirme duermo duerme duermas sueño cama camita acostarme acostar" +
    " acuesto ojos eyes nap siesta snooze pillow almohada zzz zs crash yawning bostezo dozing rest resting knock" +
    " sack hay mimir frito rendido descansar shuteye dreamland",
  errand:
    "dinner lunch breakfast cena cenar almuerzo almorzar desayuno gym shower ducha bañarme baño bus train uber" +
    " camion metro meeting reunion junta doorbell boss shift turno battery bateria pila carga charge ride ready" +
    " calling llama llaman llego llegaron waiting esperando esperan espera early temprano madrugo madrugar" +
    " airport flight vuelo plane avion boarding abordo abordando driving manejar manejando church misa dog perro" +
    " pizza laundry lavadora groceries partido game pendientes phone cel movil",
  no:
    "not no dont wont cant isnt arent didnt never nor ni sin jamas doesnt wouldnt couldnt aint tampoco without" +
    " havent",
  want:
    "want wanna wish need prefer rather quiero quisiera ojala necesito gustaria prefiero preferiria hope deseo" +
    " wished ganas desearia",
  time:
    "today tonight now later soon hoy ahora ahorita luego rato pronto yet already still ya week weekend semana" +
    " finde friday viernes",
  love:
    "love babe baby honey beautiful gorgeous sexy pretty cute hermosa linda guapa preciosa amor cariño bebe" +
    " corazon bonita reina sweetie darling mamacita hun doll muñeca princess princesa",
  fun: "lol lmao haha hahaha ja jaja jajaja jaj xd jk kidding joke joking broma funny chiste meme",
  money:
    "buy pay price cost send pics pic photos photo video videos content pack packs fotos foto precio cuesta" +
    " compro pagar paquete contenido exclusive premium subscribe vip custom bundle tip propina monthly mensual" +
    " set sample muestra",
  film:
    "movie film show series song book pelicula peli serie cancion libro juego videojuego news noticia" +
    " documentary episode lyrics novela podcast podcasts chapter capitulo character anime temporada season scene" +
    " escena meme concert concierto team equipo",
  past:
    "was were used ago cuando hace antes before remember recuerdo tiempos childhood reunion graduated dropped" +
    " back",
  permit:
    "let allowed allow lets make makes making made dejo permiten allows pone ponen hacen picks drives drops" +
    " lleva recoge llevan",
  body:
    "knee back finger thumb ankle shoulder leg legs head hair rodilla espalda dedo tobillo hombro pelo pierna" +
    " gym workout entrenamiento marathon",
};

const WORDS = new Map<string, string[]>();
const STEMS = new Map<string, string[]>();
for (const [name, list] of Object.entries(CLASSES)) {
  for (const word of new Set(list.split(" "))) {
    const stem = word.endsWith("*");
    const [into, key] = stem ? [STEMS, word.slice(0, -1)] : [WORDS, word];
    into.set(key, [...(into.get(key) ?? []), name]);
  }
}
const STEM_LENGTHS = [...new Set([...STEMS.keys()].map((stem) => stem.length))];
const NONE: readonly string[] = [];

/** Ages and school grades are told apart by size alone. */
function numberClass(value: number): string {
  if (value < 9) return "#few";
  if (value < 13) return "#child";
  if (value < 18) return "#teen";
  if (value < 20) return "#adult";
  if (value < 100) return "#older";
  return "#many";
}

/** The classes of one word; none for most. */
export function classesOf(word: string): readonly string[] {
  if (/^\d/.test(word)) return [numberClass(Number.parseInt(word, 10))];
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  for (const length of STEM_LENGTHS) {
    const stem = word.length > length ? STEMS.get(word.slice(0, length)) : undefined;
    if (stem !== undefined) return stem;
  }
  return NONE;
}
