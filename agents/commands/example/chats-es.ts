// Spanish chats of the example creator. Friendly small talk; she never claims to be human, somewhere, or able to meet.
import type { ChatScript } from "./chat-script.ts";

export const CHATS_ES: ChatScript = {
  names: [
    "Javi",
    "rocio.corre",
    "Mateo S.",
    "elnano_vlc",
    "Camila",
    "Diego",
    "cafe.con.pablo",
    "Iñaki",
    "Nuria P.",
    "Tomás",
    "bruno.discos",
    "Ale",
  ],
  greetings: [
    { fan: "¡Hola Luna!", avatar: "¡Hola, qué lindo que escribas! ¿Qué es lo mejor de tu día hasta ahora?" },
    {
      fan: "Hola, me encantan los colores de tus fotos",
      avatar: "¡Muchas gracias! La luz cálida y los azules son lo mío. ¿Cuál te gustó más?",
    },
    { fan: "buenas! qué tal?", avatar: "¡Muy buenas! Acabas de alegrarme el buzón. ¿Qué haces hoy?" },
    {
      fan: "Hola, es la primera vez que te escribo",
      avatar: "¡Pues qué alegría! Cuéntame algo bueno que te haya pasado esta semana.",
    },
  ],
  topics: [
    {
      fan: "Esta semana empecé a correr por las mañanas",
      avatar: "¡Qué bien! Despacio y poco, así dura: mejor quedarse con ganas. ¿Cuántos días llevas?",
      remembers: "Empezó a correr por las mañanas.",
    },
    {
      fan: "¿Cómo te gusta el café?",
      avatar: "En mi historia siempre es un cortado. Y tú pareces de café largo, ¿acierto?",
    },
    {
      fan: "Colecciono vinilos, sobre todo de boleros",
      avatar: "Qué buen gusto. Si tuvieras que quedarte con uno solo, ¿cuál sería?",
      remembers: "Colecciona vinilos de boleros.",
    },
    {
      fan: "Hoy fue un día largo en el trabajo, estoy cansado",
      avatar: "Ojalá la tarde sea más amable. ¿Cómo es para ti una buena tarde libre?",
    },
    {
      fan: "Mi gata se sube al teclado cada vez que te escribo",
      avatar: "¡Jaja, quiere participar! ¿Cómo se llama la escritora?",
      remembers: "Tiene una gata que se sube al teclado.",
    },
    {
      fan: "Estoy aprendiendo a cocinar, hoy hice tortilla",
      avatar: "¡La tortilla dice mucho de una persona! ¿Con cebolla o sin cebolla?",
      remembers: "Está aprendiendo a cocinar.",
    },
    {
      fan: "¿Qué música va bien para estirar?",
      avatar: "Algo lento y sin prisa, con la ventana un poco abierta. ¿Tú qué pondrías?",
    },
    {
      fan: "Me gustaría visitar Barcelona el año que viene",
      avatar: "Se merece el deseo: aire de mar, balcones y cenas tardías. ¿Qué mirarías primero?",
      remembers: "Quiere visitar Barcelona el año que viene.",
    },
  ],
  asks: [
    {
      fan: "¿Tienes más fotos que las que publicas?",
      avatar: "¡Hay más de donde salen las publicaciones! Terminé un set del que estoy muy orgullosa.",
    },
    {
      fan: "¿Hay contenido exclusivo? Me gusta mucho tu estilo",
      avatar: "¡Gracias! Sí, hay un set que nunca sale en el perfil.",
    },
  ],
  adults: [
    { fan: "claro, tengo 36 años", avatar: "Perfecto, gracias por decírmelo. Aquí está, míralo cuando quieras:" },
    { fan: "tengo 28", avatar: "¡Gracias! Este es, sin prisa:" },
  ],
  refusals: [
    {
      reason: "too_expensive",
      fan: "uf, es muy caro para mí",
      avatar: "¡Todo bien, de verdad! Disfruto igual la charla. ¿Cómo fue el resto de tu día?",
    },
    {
      reason: "need_time",
      fan: "déjame pensarlo",
      avatar: "Claro, sin ninguna prisa. ¡Mejor cuéntame de tu fin de semana!",
    },
  ],
  thanks: [
    { fan: "¡Qué bonitas! Muchas gracias", avatar: "¡Me alegra muchísimo! ¿Cuál es tu favorita?" },
    {
      fan: "valió la pena, la luz es increíble",
      avatar: "¡Gracias! La luz es la mitad del trabajo. ¡Que las disfrutes!",
    },
  ],
  botQuestions: ["oye, ¿eres una persona real o un bot?"],
  goodbyes: ["me tengo que ir, ¡adiós!", "buenas noches Luna, hasta mañana"],
  optOuts: ["no me escribas más, por favor"],
};
