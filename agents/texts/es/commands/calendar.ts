// Comandos del calendario de publicaciones.
import type { CommandText } from "../../en/commands.ts";

const AVATAR = "Nombre o slug del avatar";
const POST = "Id de la publicación, o su pieza, como luna-12";
const ACCOUNT = "Cuenta, como @luna";

export const calendarCommandTexts: Readonly<Record<string, CommandText>> = {
  "schedule.week": {
    summary: "Llena los próximos días con piezas aprobadas, a buenas horas; una tarjeta muestra antes el calendario.",
    example: "schedule week Luna --posts 14",
    arguments: {
      avatar: AVATAR,
      posts: "Cuántas publicaciones, de 1 a 100",
      account: "Solo esta cuenta; sin ella: todas las que publican",
      from: "Primer día, como 2026-12-01; sin él: mañana",
      days: "Cuántos días, de 1 a 28",
      approve: "buttons o link: cada una de estas publicaciones pregunta antes de salir",
      plan: "Piezas, cuentas y horas ya planificadas; lo pone la tarjeta",
    },
  },
  "schedule.show": {
    summary: "Muestra el calendario de un avatar como imagen y lista.",
    example: "schedule show Luna --week 2026-W49",
    arguments: { avatar: AVATAR, week: "Semana o primer día, como 2026-W49 o 2026-12-01" },
  },
  "schedule.move": {
    summary: "Da otra hora a una publicación.",
    example: 'schedule move luna-12 "mañana 18:00"',
    arguments: {
      post: POST,
      when: "Como «mañana 18:00», «2026-12-02 18:00» o «+2h», con el reloj del avatar",
      force: "Contra el ritmo propio de la cuenta; nunca contra los límites de la plataforma",
    },
  },
  "schedule.swap": {
    summary: "Intercambia dos publicaciones de una cuenta.",
    example: "schedule swap luna-12 luna-15",
    arguments: { post: POST, with: "La otra publicación" },
  },
  "schedule.cancel": {
    summary: "Quita una publicación del calendario, o todas las de un avatar.",
    example: "schedule cancel luna-12",
    arguments: { post: `${POST}; o all`, avatar: "Con all: de quién" },
  },
  "schedule.pause": {
    summary: "Que nada salga en una cuenta o de un avatar; las publicaciones se quedan.",
    example: "schedule pause Luna",
    arguments: { avatar: AVATAR, account: ACCOUNT },
  },
  "schedule.resume": {
    summary: "Que vuelvan a salir; las que perdieron su hora reciben otra.",
    example: "schedule resume Luna",
    arguments: { avatar: AVATAR, account: ACCOUNT },
  },
  "schedule.queue": {
    summary: "Pone una pieza aprobada en la próxima buena hora libre.",
    example: "schedule queue luna-12",
    arguments: {
      piece: "Pieza, como luna-12",
      account: `${ACCOUNT}; sin ella: la primera que le va`,
      at: "La hora ya planificada; la pone la tarjeta",
    },
  },
  "schedule.approvals": {
    summary: "Que cada publicación de un avatar pregunte antes de salir, o no.",
    example: "schedule approvals Luna on",
    arguments: { avatar: AVATAR, mode: "on u off" },
  },
  "schedule.zone": {
    summary: "Dice con qué reloj vive el público de una cuenta.",
    example: "schedule zone @luna Europe/Madrid",
    arguments: { account: ACCOUNT, zone: "Zona horaria, como Europe/Madrid" },
  },
  "post.approve": {
    summary: "Deja salir una publicación que pregunta.",
    example: "post approve luna-12",
    arguments: { post: POST },
  },
  "post.reject": {
    summary: "No publicar lo que pregunta.",
    example: "post reject luna-12",
    arguments: { post: POST },
  },
  "campaign.create": {
    summary: "Planifica publicaciones por semanas; cada una se llena con las piezas aprobadas hasta entonces.",
    example: 'campaign create Luna "Sol de invierno" --weeks 4 --posts-per-week 10 --themes playa,ciudad',
    arguments: {
      avatar: AVATAR,
      name: "Cómo se llama",
      from: "Primer día, como 2026-12-01; sin él: mañana",
      weeks: "Cuántas semanas, de 1 a 26",
      postsPerWeek: "Publicaciones por semana, de 1 a 70",
      themes: "Palabras de las que la plantilla, el texto o las etiquetas deben tener una",
    },
  },
  "campaign.show": {
    summary: "Muestra cómo va una campaña.",
    example: 'campaign show "Sol de invierno"',
    arguments: { campaign: "Nombre o id de la campaña" },
  },
  "campaign.list": {
    summary: "Lista las campañas de publicaciones.",
    example: "campaign list Luna",
    arguments: { avatar: AVATAR },
  },
  "campaign.cancel": {
    summary: "Termina una campaña y quita sus publicaciones del calendario.",
    example: 'campaign cancel "Sol de invierno"',
    arguments: { campaign: "Nombre o id de la campaña" },
  },
  "quiet.add": {
    summary: "Deja días sin publicaciones.",
    example: 'quiet add Luna 2026-12-24 2026-12-26 "Navidad"',
    arguments: { avatar: AVATAR, from: "Primer día", to: "Último día", reason: "Por qué, en pocas palabras" },
  },
  "quiet.list": {
    summary: "Lista los días sin publicaciones.",
    example: "quiet list Luna",
    arguments: { avatar: AVATAR },
  },
  "quiet.remove": {
    summary: "Vuelve a publicar en días tranquilos.",
    example: "quiet remove qui_…",
    arguments: { id: "Id del tramo" },
  },
  "sound.add": {
    summary: "Guarda un sonido para futuros vídeos; nada se envía a la plataforma.",
    example: 'sound add "Ocean drive" --platform tiktok --link https://…',
    arguments: { title: "Cómo se llama", link: "Dónde está", platform: "Dónde se puede usar", note: "Una nota" },
  },
  "sound.list": {
    summary: "Lista los sonidos guardados.",
    example: "sound list tiktok",
    arguments: { platform: "Solo los de esta plataforma" },
  },
  "sound.use": {
    summary: "Anota un sonido en un vídeo.",
    example: 'sound use luna-12 "Ocean drive"',
    arguments: { post: POST, sound: "Título o id del sonido" },
  },
  "sound.remove": {
    summary: "Quita un sonido de la lista.",
    example: 'sound remove "Ocean drive"',
    arguments: { sound: "Título o id del sonido" },
  },
};
