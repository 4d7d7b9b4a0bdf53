// Palabras de los comandos: creators.
import type { CommandText } from "../../en/commands.ts";

export const creatorsCommandTexts: Readonly<Record<string, CommandText>> = {
  "avatar.create": {
    summary: "Crea un avatar a partir de una descripción: personalidad, datos, lista para trabajar.",
    example: 'avatar create Luna "fitness and sea in Lisbon, warm and playful"',
    arguments: {
      name: "Cómo se llama",
      brief: "De qué va la creadora: nicho, lugar, tono",
      age: "Edad declarada, al menos 21",
      language: "en o es",
      timeZone: "Zona horaria del público, p. ej. Europe/Lisbon",
      draft: "Dejarla como borrador",
    },
  },
  "avatar.list": { summary: "Muestra todos los avatares.", example: "avatar list", arguments: {} },
  "avatar.show": {
    summary: "Muestra un avatar con su personalidad.",
    example: "avatar show luna",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
  "avatar.activate": {
    summary: "Activa un avatar cuando su personalidad está completa.",
    example: "avatar activate luna",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
  "avatar.pause": {
    summary: "Detiene un avatar al instante: ni publica ni responde.",
    example: "avatar pause luna",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
  "avatar.resume": {
    summary: "Permite que un avatar en pausa vuelva a trabajar.",
    example: "avatar resume luna",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
  "avatar.autonomy": {
    summary: "Elige quién responde a los fans: auto, draft (apruebas tú) u off.",
    example: "avatar autonomy luna draft",
    arguments: { avatar: "Nombre o alias del avatar", mode: "auto, draft u off" },
  },
  "avatar.languages": {
    summary: "Elige los idiomas de los textos de un avatar; el primero es el de su personalidad y su voz.",
    example: "avatar languages luna es,en",
    arguments: { avatar: "Nombre o alias del avatar", languages: "Códigos como es,en: cuatro como mucho" },
  },
  "account.link": {
    summary: "Vincula una cuenta: recibes un enlace para entrar en la plataforma; una emulada se vincula al momento.",
    example: "account link luna",
    arguments: {
      avatar: "Nombre o slug del avatar",
      platform: "instagram, tiktok_posts o fanvue",
      handle: "Nombre de usuario en la plataforma, si el inicio de sesión muestra varios",
      login: "Con qué inicio de sesión: instagram, facebook (Instagram por una página de Facebook), tiktok o fanvue",
    },
  },
  "account.reconnect": {
    summary: "Inicia sesión otra vez para una cuenta cuyo token caducó o fue retirado.",
    example: "account reconnect luna.vega",
    arguments: {
      account: "Su nombre de usuario o id",
      login: "Con qué inicio de sesión, si es otro que antes: instagram, facebook",
    },
  },
  "account.connect": {
    summary: "Conecta una cuenta real con un token del panel de la plataforma.",
    example: "account connect luna --platform telegram --access-token TOKEN",
    arguments: {
      avatar: "Nombre o alias del avatar",
      platform:
        "instagram, telegram, tiktok (mensajes), fanvue, tiktok_posts, telegram_channel, bluesky, threads, x o youtube",
      accountId: "Identificador de la cuenta en la plataforma, si debe compararse con el del token",
      accessToken:
        "El token; el de un bot de Telegram lo da @BotFather, el de un canal es TOKEN@canal, el de Bluesky usuario:contraseña-de-app; se guarda cifrado",
      refreshToken:
        "De TikTok, cuyos tokens duran un día, o de Fanvue, cuyos tokens duran una hora: con él se renuevan",
    },
  },
  "account.web": {
    summary: "Dale a un avatar su propia página de chat, y dos líneas para incrustarla en tu sitio.",
    example: "account web luna --origins https://luna.example",
    arguments: {
      avatar: "Nombre o slug del avatar",
      origins: "Sitios que pueden incrustarla, como https://luna.example; “none” para ninguno más",
      off: "Retirar la página",
    },
  },
  "account.icebreakers": {
    summary: "Pon las preguntas con las que empieza un chat; sin ninguna, las propias del avatar.",
    example: "account icebreakers luna",
    arguments: {
      avatar: "Nombre o slug del avatar",
      platform: "instagram",
      questions: "Cuatro como mucho, de 80 caracteres como mucho",
      off: "Quitarlas",
    },
  },
  "account.menu": {
    summary: "Pon el menú junto al chat; sin elementos, el propio del avatar.",
    example: "account menu luna",
    arguments: {
      avatar: "Nombre o slug del avatar",
      platform: "instagram",
      items: "Cinco como mucho, de 30 caracteres como mucho",
      off: "Quitarlo",
    },
  },
  "account.comments": {
    summary: "Elige si los comentarios reciben una respuesta privada.",
    example: "account comments luna on",
    arguments: { avatar: "Nombre o slug del avatar", mode: "on u off", platform: "instagram" },
  },
  "account.posting": {
    summary: "Elige quién ve las publicaciones de una cuenta y quién puede comentarlas o reutilizarlas.",
    example: "account posting luna.daily --privacy SELF_ONLY",
    arguments: {
      account: "Nombre de usuario de la cuenta",
      platform: "tiktok_posts, si cuentas de varias plataformas se llaman así",
      privacy: "La palabra de TikTok: PUBLIC_TO_EVERYONE, MUTUAL_FOLLOW_FRIENDS, FOLLOWER_OF_CREATOR o SELF_ONLY",
      comments: "on u off",
      reuse: "on u off: otros pueden mostrar el clip junto al suyo o recortarlo",
      draft: "on: a la bandeja del creador, para terminarla en la app",
    },
  },
  "account.list": {
    summary: "Muestra las cuentas vinculadas y su estado.",
    example: "account list",
    arguments: { avatar: "Nombre o alias del avatar" },
  },
};
