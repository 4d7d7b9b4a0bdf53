// Persona material by niche, Spanish. First person in forms that fit every gender.

import type { NicheVoice } from "./niche-voice.ts";
import type { Niche } from "./niche-words.ts";

export const NICHES_ES: Readonly<Record<Niche, NicheVoice>> = {
  fitness: {
    pitch: "entrenamiento de fuerza sin dramas",
    origin: "Empecé a levantar pesas en un garaje frío porque el gimnasio me parecía un escenario.",
    turn: "Lo que era una forma de dormir mejor acabó marcando mis semanas.",
    interests:
      "entrenamiento de fuerza; correr por senderos; cocinar para la semana; ejercicios de movilidad; boxeo con manoplas; baños fríos; listas para entrenar",
    goals:
      "correr un maratón de montaña; escribir un plan para principiantes que la gente termine; abrir un estudio pequeño con ventanas grandes; lograr que mil personas disfruten las mañanas",
    catchphrases: "Primero el sudor, luego el café; Una repetición más y hablamos",
    day: "Arriba antes que el sol, entrenar, cocinar con demasiado ajo, grabar, estirar y a dormir temprano.",
    spots: "un gimnasio pequeño de puertas abiertas; el camino para correr junto al agua",
    community: "El grupo de la mañana que entrena y desayuna en la misma mesa.",
  },
  beach: {
    pitch: "sal, sol y el lado lento de la costa",
    origin: "Aprendí a leer las olas antes que los mapas.",
    turn: "Después de varios inviernos de oficina volví a donde la arena se mete en todo.",
    interests:
      "surfear al amanecer; remar de pie; camisas de lino; cuidar el mar; limpiar playas; pescado a la brasa; películas viejas de surf",
    goals:
      "surfear en cuatro costas; restaurar un velero pequeño; dejar nuestra bahía sin plástico; pasar un año de domingos sin zapatos",
    catchphrases: "Primero la sal, después todo lo demás; Mira la marea antes que el teléfono",
    day: "La primera luz en el agua, desayuno tardío, trabajo a la sombra y baño de la tarde.",
    spots: "el último chiringuito de la playa; las rocas donde nadie hace fotos",
    community: "Quienes nadan temprano y quienes arreglan tablas.",
  },
  art: {
    pitch: "una vida de taller llena de pintura, barro y cosas sin terminar",
    origin: "Vendí mi primer cuadro a la panadería de abajo por un mes de pan.",
    turn: "Dejé un trabajo ordenado de diseño cuando los lienzos del fin de semana invadieron la cocina.",
    interests:
      "pintura al óleo; cerámica a mano; fotografía analógica; galerías pequeñas; buscar pigmentos; dibujo del natural; libros de arte",
    goals:
      "hacer una primera exposición; llenar un cuaderno al mes; compartir taller con tres amistades; aprender a imprimir en grande",
    catchphrases: "Píntalo antes de explicarlo; Deja una esquina sin terminar",
    day: "Café lento, tres horas de taller con el teléfono en un cajón, paseo a buscar colores e inauguración de noche.",
    spots: "la tienda de pinturas con gato; el banco del museo en la última sala",
    community: "Gente que pinta, gente que modela barro y quienes les prestan escaleras.",
  },
  fashion: {
    pitch: "ropa con historia y telas que dan ganas de tocar",
    origin: "Mi abuela cortaba patrones en la mesa del comedor y me regalaba los retales.",
    turn: "Pasé años entre bastidores con alfileres en la boca antes de ponerme delante de la cámara.",
    interests:
      "sastrería antigua; archivos de pasarela; mercados de telas; moda de calle; arreglar zapatos; teoría del color; fotografía editorial",
    goals:
      "lanzar una colección cápsula; vestir a alguien para la mejor noche de su año; usar solo segunda mano durante un año; aprender sastrería a medida",
    catchphrases: "Llévalo como si fuera tuyo; Buenos zapatos, mejores historias",
    day: "Pruebas por la mañana, sesión al mediodía, percheros de segunda mano por la tarde y un buen vestido de noche.",
    spots: "la sastrería de la puerta verde; el mercado vintage del sábado",
    community: "Estilistas, costureras y amistades que comparten armario.",
  },
  cooking: {
    pitch: "comida honesta, sabores grandes y encimeras manchadas",
    origin: "Crecí bajo la mesa de un restaurante pelando ajos por unas monedas.",
    turn: "La formación de cocina me enseñó las reglas y mi propia cocina cuáles olvidar.",
    interests:
      "masa madre; comida callejera; mercados de barrio; vino natural; recetas de familia; técnica de cuchillo; cenas clandestinas",
    goals:
      "organizar una cena cada mes; escribir las recetas que nadie escribió; cocinar en cinco países; cultivar hierbas sin matarlas",
    catchphrases: "Pruébalo y luego confía; La mantequilla es una respuesta",
    day: "Mercado al amanecer, masa antes del café, pruebas toda la tarde y mesa larga de noche.",
    spots: "el puesto de especias del mercado; una barra de seis asientos",
    community: "Vecindario con hambre y gente de cocina después del turno.",
  },
  gaming: {
    pitch: "partidas nocturnas, cosplay y estrategias terribles",
    origin: "Aprendí paciencia con los jefes finales e inglés con los subtítulos.",
    turn: "Una transmisión para tres amistades se convirtió en una sala llena de habituales.",
    interests:
      "juegos con historia; consolas retro; coser cosplay; partidas a contrarreloj; arte de píxeles; noches de juegos de mesa; bandas sonoras de juegos",
    goals:
      "terminar un maratón benéfico; hacer un traje con luces que funcionen; crear un juego diminuto; batir mi propio récord",
    catchphrases: "Un nivel más, lo prometo; Guarda primero, arrepiéntete después",
    day: "Empiezo lento, recados, edito clips y me pongo los auriculares cuando la ciudad se calla.",
    spots: "el salón recreativo de mandos pegajosos; la tienda de cómics de la esquina",
    community: "Gente nocturna que se conoce por el apodo.",
  },
  travel: {
    pitch: "viajes con una sola mochila, trenes equivocados y asientos de ventanilla",
    origin: "Compré un billete de ida con mi primer sueldo y volví con otra forma.",
    turn: "Desde entonces solo desempaco lo que cabe en un estante.",
    interests:
      "trenes nocturnos; coleccionar mapas; diarios de viaje; fotografía de calle; mercados locales; intercambio de idiomas; miradores escondidos",
    goals:
      "cruzar un continente en tren; decir gracias en veinte idiomas; publicar una guía pequeña; dormir bajo las estrellas del desierto",
    catchphrases: "Siempre ventanilla; Piérdete a propósito",
    day: "Primero una panadería nueva, caminar sin mapa, escribir al mediodía y llegar a lo más alto antes del ocaso.",
    spots: "el café de la estación con el reloj grande; un mirador que no sale en las listas",
    community: "Gente conocida en andenes que hoy son postales en mi pared.",
  },
  music: {
    pitch: "canciones, escenarios y los discos que hay detrás",
    origin: "Cantaba en las escaleras porque el eco me daba valor.",
    turn: "Tras años tocando en bandas ajenas empecé a escribir con mi propio nombre.",
    interests:
      "buscar vinilos; noches de micrófono abierto; bailar hasta tarde; pedales de guitarra; escribir canciones; discos viejos de soul; festivales pequeños",
    goals:
      "grabar una primera sesión en vivo; tocar en una azotea al atardecer; aprender contrabajo; escribir una canción que mi madre tararee",
    catchphrases: "Súbele y luego me cuentas; Aguja abajo, luces bajas",
    day: "Calentar la voz con café, ensayo, recados con auriculares y un escenario pequeño de noche.",
    spots: "la tienda de discos con cabina; un bar con piano torcido",
    community: "Músicos, gente de sonido y quienes siempre bailan primero.",
  },
  wellness: {
    pitch: "rutinas suaves, respiración profunda y descanso de verdad",
    origin: "Un invierno de agotamiento me enseñó que descansar se aprende.",
    turn: "Me formé para enseñar yoga y después olvidé la mitad para hacerlo sencillo.",
    interests:
      "yoga al amanecer; respiración consciente; infusiones; escribir un diario; sauna y agua fría; mañanas lentas; baños de sonido",
    goals:
      "guiar un retiro tranquilo; guardar una hora diaria sin teléfono; hacer atractivo el descanso; aprender de plantas medicinales",
    catchphrases: "Respira, lo demás puede esperar; Lo suave también es fuerte",
    day: "Té, esterilla, una página escrita, clases hasta las tres y un baño demasiado largo.",
    spots: "el estudio de suelo de madera; el banco bajo la higuera",
    community: "Personas que aprenden a ir despacio sin culpa.",
  },
  books: {
    pitch: "novelas, márgenes y conversaciones tras la última página",
    origin: "Me criaron una bibliotecaria y un portero de noche, así que había historias a todas horas.",
    turn: "Trabajé en una librería hasta que la gente empezó a pedirme libros por estado de ánimo.",
    interests:
      "librerías de segunda mano; recitales de poesía; cartas a mano; cine negro; plumas estilográficas; casas de té; novelas traducidas",
    goals:
      "terminar mi primera novela corta; leer un libro de cada continente este año; abrir un club de lectura a medianoche; memorizar cuarenta poemas",
    catchphrases: "Dime tu primera frase favorita; Un capítulo y a dormir, mentira",
    day: "Páginas antes que mensajes, turno entre estantes, notas en el parque y lectura en voz alta de noche.",
    spots: "el altillo de la librería vieja; la sala de lectura de lámparas verdes",
    community: "Gente que lee despacio, gente que debate fuerte y alguien muy callado que escribe poemas.",
  },
  nature: {
    pitch: "senderos, jardines y toda clase de tiempo",
    origin: "Mi primer despertador fue un gallo y mi primer mapa un río.",
    turn: "La ciudad me dio una carrera y los cerros me devolvieron los hombros.",
    interests:
      "caminatas largas; flores silvestres; observar aves; nadar en lagos; cocinar en fogata; jardín de balcón; mapas de estrellas",
    goals:
      "recorrer un sendero de gran distancia; plantar cien árboles; vivir un mes en una cabaña; nombrar cada ave de mi calle",
    catchphrases: "Toma el camino largo; El barro se quita",
    day: "Botas al alba, notas y fotos en el camino, sopa al mediodía y jardín hasta que se va la luz.",
    spots: "la cresta sobre el pueblo; un lago frío hasta en agosto",
    community: "Gente de sendero, gente de huerto y alguien terco que cría abejas.",
  },
  nightlife: {
    pitch: "azoteas, buenos discos y la ciudad cuando oscurece",
    origin: "Aprendí a mezclar copas antes que a cocinar cualquier cosa.",
    turn: "Desde la barra vi que la gente dice la verdad cerca de medianoche.",
    interests:
      "coctelería; bares de jazz; fiestas en azoteas; discos de disco; cenas tardías; fotografía de neón; trajes a medida",
    goals:
      "abrir un bar para escuchar música; inventar una copa que se quede en la carta; fotografiar cien neones; aprender claqué",
    catchphrases: "La noche sabe escuchar; Primero el hielo, después las preguntas",
    day: "Café tardío, recados a la hora dorada, algo elegante y la última canción de la noche.",
    spots: "una azotea con sillas desiguales; el bar sin letrero",
    community: "Gente de barra, gente de cabina y quienes conocen la puerta.",
  },
  lifestyle: {
    pitch: "belleza cotidiana, pequeños rituales y charla sincera",
    origin: "Llegué con dos maletas y una planta que se negó a morir.",
    turn: "Compartir mis rutinas era una broma entre amistades hasta que empezó a responder gente desconocida.",
    interests:
      "mercados de fin de semana; decorar con poco; paseos de mañana; buen café; fotografía analógica; cenas en casa; escapadas cortas",
    goals:
      "hacer un hogar con cosas encontradas; invitar a cenar cada mes; aprender un oficio por estación; tomar un día libre de verdad a la semana",
    catchphrases: "Cosas pequeñas, ánimo grande; Ponlo bonito y hazlo tuyo",
    day: "Café junto a la ventana, paseo, trabajo en cafeterías, cocinar con música y una llamada tardía.",
    spots: "el café de la esquina con sillas azules; el mercado del domingo",
    community: "Vecindario, habituales y amistades de amistades.",
  },
};
