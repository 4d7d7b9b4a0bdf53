import type { publishing as english } from "../en/publishing.ts";
import type { TextShape } from "../shape.ts";

export const publishing: TextShape<typeof english> = {
  format: "Sale como",
  formats: { image: "una imagen", carousel: "un carrusel", story: "una historia", video: "un reel" },
  changes: "Para que quepa",
  itemOf: (item, count) => `${item}/${count}`,
  mends: {
    cut_to_shape: (shape) => `se recortará a ${shape}`,
    scaled: (width) => `se escalará a ${width} píxeles de ancho`,
    converted: (type) => `se convertirá a ${type}`,
    made_smaller: (megabytes) => `se comprimirá por debajo de ${megabytes} MB`,
    shortened: (seconds) => `se cortará a ${seconds} segundos`,
  },
  captionNotShown: "Una historia no muestra el texto.",
  refused: (problem) => `Rechazado antes de publicar: ${problem}`,
  failedNotice: (piece, account) => `${piece} no se pudo publicar en ${account}`,
  labelNotice: (piece, account) => `${piece} en ${account} perdió su etiqueta de IA`,
  cooledNotice: (account) => `${account} está en pausa: la plataforma se quejó`,
  unknownCode: (code) => `La plataforma lo rechazó (${code}). Mira la publicación e inténtalo de nuevo.`,
  advice: {
    unknown_platform: ({ platform, avatar }) =>
      `Desde aquí no se publica nada en ${platform}. «account list ${avatar}» muestra dónde está.`,
    format_not_taken: ({ platform, limit, avatar }) =>
      `${platform} acepta otros tipos: ${limit}. «piece list ${avatar} approved» muestra qué más está listo.`,
    kind: ({ platform, avatar }) =>
      `Este tipo no sale a ${platform}. «piece list ${avatar} approved» muestra qué más está listo.`,
    item_count: ({ platform, limit, avatar }) =>
      `${platform} acepta aquí ${limit} archivos. Hazlo de nuevo: «batch create ${avatar} --format carousel».`,
    item_kind: ({ platform, avatar }) =>
      `${platform} no acepta aquí ese archivo. «piece list ${avatar} approved» muestra qué más está listo.`,
    synthetic_preview: () =>
      "Una vista previa integrada nunca se publica de verdad. Configura un proveedor: «system status» dice cómo.",
    mark_missing: ({ piece }) =>
      `El archivo perdió su marca «hecho con IA». Hazlo de nuevo: «piece regenerate ${piece}».`,
    tier: ({ platform, limit, avatar }) =>
      `${platform} solo muestra contenido ${limit}. Véndelo: «pack create ${avatar}».`,
    quota: ({ platform, piece, account }) =>
      `${platform} no acepta más publicaciones hoy. Prueba mañana: «post now ${piece} ${account}».`,
    empty_file: ({ piece }) => `El archivo está vacío. Hazlo de nuevo: «piece regenerate ${piece}».`,
    format: ({ platform, limit, piece }) =>
      `${platform} acepta ${limit} y no se pudo convertir. Hazlo de nuevo: «piece regenerate ${piece}».`,
    too_large: ({ platform, limit, piece }) =>
      `Sigue por encima de los ${limit} bytes de ${platform}. Hazlo de nuevo: «piece regenerate ${piece}».`,
    aspect: ({ platform, limit, piece }) =>
      `${platform} acepta formas de ${limit} (ancho por alto). Hazlo de nuevo: «piece regenerate ${piece}».`,
    width: ({ platform, limit, piece }) =>
      `${platform} acepta anchos de ${limit} píxeles. Hazlo de nuevo: «piece regenerate ${piece}».`,
    too_short: ({ platform, limit, avatar }) =>
      `${platform} acepta clips desde ${limit} segundos. Haz uno más largo: «reel create ${avatar}».`,
    too_long: ({ platform, limit, avatar }) =>
      `${platform} acepta clips de hasta ${limit} segundos. Haz uno más corto: «reel create ${avatar}».`,
    codec: ({ platform, limit, piece }) =>
      `${platform} acepta clips en ${limit} y no se pudo convertir. Hazlo de nuevo: «piece regenerate ${piece}».`,
    frame_rate: ({ platform, limit, piece }) =>
      `${platform} acepta ${limit} fotogramas por segundo. Hazlo de nuevo: «piece regenerate ${piece}».`,
    caption_length: ({ platform, limit, piece }) =>
      `${platform} acepta textos de hasta ${limit} signos. Acórtalo: «piece caption ${piece} …» y apruébalo otra vez.`,
    hashtags: ({ platform, limit, piece }) =>
      `${platform} acepta ${limit} hashtags como mucho. Quita alguno: «piece caption ${piece} …» y apruébalo otra vez.`,
    mentions: ({ platform, limit, piece }) =>
      `${platform} acepta ${limit} menciones como mucho. Quita alguna: «piece caption ${piece} …» y apruébalo otra vez.`,
    no_file: ({ piece }) => `La pieza no tiene archivo. Hazla de nuevo: «piece regenerate ${piece}».`,
    approval_outdated: ({ piece }) => `Se cambió después de aprobarla. Mírala y luego «piece approve ${piece}».`,
    file_changed: ({ piece }) => `El archivo no es el que se aprobó. Míralo y luego «piece approve ${piece}».`,
    avatar_not_active: ({ avatar }) => `El avatar no está activo: «avatar activate ${avatar}».`,
    token_invalid: ({ platform, avatar }) =>
      `${platform} ya no acepta el acceso. Conéctala otra vez: «account connect ${avatar}».`,
    permission_missing: ({ platform, avatar }) =>
      `${platform} no dio permiso para publicar. Concédelo y conecta otra vez: «account connect ${avatar}».`,
    rate_limited: ({ piece, account }) =>
      `Demasiadas peticiones durante mucho tiempo. Prueba en una hora: «post now ${piece} ${account}».`,
    publish_cap: ({ platform, piece, account }) =>
      `${platform} no acepta más publicaciones hoy. Prueba mañana: «post now ${piece} ${account}».`,
    platform_fault: ({ platform, piece, account }) =>
      `${platform} tuvo un fallo propio durante horas. Prueba de nuevo: «post now ${piece} ${account}».`,
    connection_lost: ({ platform, piece, account }) =>
      `No se pudo llegar a ${platform}. Revisa la red y luego «post now ${piece} ${account}».`,
    media_not_fetchable: ({ platform }) =>
      `${platform} no pudo descargar el archivo. PUBLIC_URL debe verse desde internet: «system status» la muestra.`,
    media_download_timeout: ({ platform }) =>
      `${platform} tardó demasiado en descargar el archivo. Ayuda un almacén más cercano (S3_ENDPOINT); luego repite.`,
    media_upload_failed: ({ platform, piece, account }) =>
      `${platform} no pudo recibir el archivo. Prueba de nuevo: «post now ${piece} ${account}».`,
    container_gone: ({ platform, piece, account }) =>
      `${platform} olvidó lo preparado. Prueba de nuevo: «post now ${piece} ${account}».`,
    container_expired: ({ platform, piece, account }) =>
      `Lo preparado es más viejo de lo que guarda ${platform}. Prueba de nuevo: «post now ${piece} ${account}».`,
    container_stuck: ({ platform, piece, account }) =>
      `${platform} no terminó con el archivo, dos veces. Prueba más tarde: «post now ${piece} ${account}».`,
    container_not_ready: ({ platform, piece, account }) =>
      `${platform} no ha terminado con el archivo. Prueba más tarde: «post now ${piece} ${account}».`,
    image_too_large: ({ platform, piece }) =>
      `La imagen es demasiado grande para ${platform}. Hazla de nuevo: «piece regenerate ${piece}».`,
    image_format: ({ platform, piece }) =>
      `${platform} no puede leer la imagen. Hazla de nuevo: «piece regenerate ${piece}».`,
    video_format: ({ platform, avatar }) =>
      `${platform} no puede leer el clip. Hazlo de nuevo: «reel create ${avatar}».`,
    aspect_ratio: ({ platform, piece }) =>
      `${platform} no acepta esta forma. Hazla de nuevo: «piece regenerate ${piece}».`,
    caption_too_long: ({ platform, piece }) =>
      `El texto es demasiado largo para ${platform}. Acórtalo: «piece caption ${piece} …» y apruébalo otra vez.`,
    too_many_mentions: ({ platform, piece }) =>
      `${platform} acepta menos menciones. Quita alguna: «piece caption ${piece} …» y apruébalo otra vez.`,
    bad_tag: ({ platform, piece }) =>
      `${platform} no acepta una de las etiquetas. Quítala: «piece caption ${piece} …» y apruébalo otra vez.`,
    media_type: ({ platform, avatar }) =>
      `${platform} no acepta este tipo aquí. «piece list ${avatar} approved» muestra qué más está listo.`,
    carousel_size: ({ platform, avatar }) =>
      `${platform} acepta de 2 a 10 imágenes. Hazlo de nuevo: «batch create ${avatar} --format carousel».`,
    cover_moment: ({ platform, piece, account }) =>
      `${platform} no halla imagen en el momento de la portada. Prueba de nuevo: «post now ${piece} ${account}».`,
    duplicate_post: ({ platform, account }) =>
      `${platform} dice que ${account} ya tiene esta publicación. Mira en la app antes de cambiar nada.`,
    disclosure_missing: ({ platform, piece }) =>
      `${platform} no tiene etiqueta de IA, así que debe decirlo el texto. Pon «Generado con IA»: «piece caption ${piece} …».`,
    history_unavailable: ({ platform, piece, account }) =>
      `${platform} no muestra si la publicación está en ${account}. Mira allí; solo si no está: «post now ${piece} ${account}».`,
    channel_unknown: ({ platform, avatar }) =>
      `${platform} ya no conoce este canal. Conéctalo de nuevo: «account connect ${avatar}».`,
    media_too_large: ({ platform, piece }) =>
      `El archivo es demasiado grande para ${platform}. Hazlo de nuevo: «piece regenerate ${piece}».`,
    media_unusable: ({ platform, piece }) =>
      `${platform} no puede usar el archivo. Hazlo de nuevo: «piece regenerate ${piece}».`,
    media_unavailable: ({ piece, account }) =>
      `El archivo no se pudo leer al enviarlo. «system status» muestra el almacén; después «post now ${piece} ${account}».`,
    duration: ({ platform, avatar }) =>
      `${platform} no acepta un vídeo de esta duración. Haz otro: «reel create ${avatar}».`,
    title: ({ platform, piece }) =>
      `${platform} no acepta la primera línea del texto como título. Cámbiala: «piece caption ${piece} …», y apruébala otra vez.`,
    rejected_by_platform: ({ platform, account }) =>
      `${platform} aceptó la publicación y luego la rechazó. Abre ${account} en la app: dice por qué.`,
    credits_depleted: ({ platform, piece, account }) =>
      `${platform} cobra cada llamada y la app no tiene saldo. Recárgalo y después «post now ${piece} ${account}».`,
    usage_cap: ({ platform, piece, account }) =>
      `Se alcanzó el tope de gasto de la app en ${platform}. Súbelo y después «post now ${piece} ${account}».`,
    session_expired: ({ piece, account }) =>
      `La sesión caducó una y otra vez. Inténtalo de nuevo: «post now ${piece} ${account}».`,
    account_restricted: ({ platform, account }) =>
      `${platform} restringe ${account}. Abre la app y sigue lo que pide; mientras, las publicaciones esperan.`,
    drafts_waiting: ({ account }) =>
      `Ya esperan cinco borradores en la bandeja de ${account}. Termina o borra alguno en la app; se reintenta solo.`,
    app_user_cap: ({ platform, piece, account }) =>
      `${platform} deja a una app sin auditar publicar para cinco personas al día. Mañana: «post now ${piece} ${account}».`,
    app_unaudited: ({ platform, account }) =>
      `${platform} no ha auditado la app: haz privada ${account} allí y luego «account posting ${account} --privacy SELF_ONLY».`,
    app_outdated: ({ platform, account }) =>
      `La app de ${platform} de ${account} es demasiado antigua. Actualízala en el teléfono y prueba otra vez.`,
    url_unverified: ({ platform }) =>
      `${platform} no ha verificado la dirección de los archivos. Añádela en «URL properties» de la app en TikTok for Developers.`,
    privacy_not_offered: ({ platform, account }) =>
      `${platform} no ofrece ese público a ${account}. Elige otro: «account posting ${account} --privacy SELF_ONLY».`,
    clip_duration: ({ platform, avatar }) =>
      `${platform} no acepta de esta cuenta un clip de esa duración. Haz otro: «reel create ${avatar}».`,
    picture_size: ({ platform, avatar }) =>
      `${platform} no acepta ese tamaño de imagen en un clip. Haz otro: «reel create ${avatar}».`,
    file_refused: ({ platform, avatar }) => `${platform} no acepta el archivo. Haz otro: «reel create ${avatar}».`,
    post_failed: ({ platform, piece, account }) =>
      `${platform} recibió el clip y luego falló sin decir por qué. Mira en la app y después «post now ${piece} ${account}».`,
    publish_canceled: ({ platform, piece, account }) =>
      `Se canceló en ${platform}. Si aun así debe salir: «post now ${piece} ${account}».`,
    bad_parameter: ({ platform, piece, account }) =>
      `${platform} no entendió la petición. Prueba otra vez: «post now ${piece} ${account}»; si sigue, actualiza el producto.`,
    container_of_another: ({ platform, avatar }) =>
      `${platform} dice que la subida es de otra cuenta. Conéctala de nuevo: «account connect ${avatar}».`,
    container_unknown: ({ piece, account }) =>
      `Lo preparado ya no se puede leer. Prueba otra vez: «post now ${piece} ${account}».`,
    upload_failed: ({ platform, piece, account }) =>
      `La subida a ${platform} se cortó una y otra vez. Revisa la red y luego «post now ${piece} ${account}».`,
    upload_expired: ({ platform, piece, account }) =>
      `La subida no acabó dentro de la hora de ${platform}. Prueba otra vez: «post now ${piece} ${account}».`,
    upload_address: ({ platform }) =>
      `La dirección que dio ${platform} para la subida no es suya y no se envió nada. Revisa TIKTOK_BASE_URL.`,
    blocked_as_spam: ({ platform, account }) =>
      `${platform} tomó por spam lo de ${account}. Está en pausa y las publicaciones esperan; mira qué dice la app.`,
    ambiguous_match: ({ account }) =>
      `Varias publicaciones de ${account} llevan este texto y no se sabe cuál es esta. Míralo en la app.`,
    history_too_short: ({ account }) =>
      `No se sabe si la publicación está en ${account}. Míralo en la app antes de publicarla otra vez.`,
    published_not_listed: ({ platform, account }) =>
      `${platform} dice que la publicó, pero no la muestra. Mira ${account} en la app.`,
  },
};
