// Palabras de los comandos sobre precios, costes, ficheros, subidas, consentimientos y el catálogo de LoRAs.
import type { CommandText } from "../../en/commands.ts";

export const studioCommandTexts: Readonly<Record<string, CommandText>> = {
  "price.list": {
    summary: "Muestra qué cuesta hoy cada unidad y qué no se puede pagar porque no se sabe su precio.",
    example: "price list replicate",
    arguments: { provider: "Un proveedor; sin él, todos" },
  },
  "price.set": {
    summary: "Fija un precio desde ahora o desde un día; lo cobrado antes no cambia.",
    example: "price set luma ray-2 second 0.142",
    arguments: {
      provider: "Quién lo factura",
      model: "Su modelo, o * para cualquiera",
      unit: "Qué se factura: image, second, input_token ...",
      usd: "Dólares por unidad, p. ej. 0.04",
      from: "Primer día, p. ej. 2026-12-01; desde ahora si se omite",
      source: "De dónde sale el precio",
    },
  },
  "price.history": {
    summary: "Muestra todos los precios que tuvo un proveedor.",
    example: "price history replicate",
    arguments: { provider: "Quién lo factura", model: "Un modelo", unit: "Una unidad" },
  },
  "report.costs": {
    summary: "Qué se gastó, por proveedor, modelo, avatar, lote, operador o día, con su imagen y como CSV.",
    example: "report costs --by day",
    arguments: {
      csv: "Un enlace a la tabla como archivo",
      avatar: "Nombre o alias del avatar",
      days: "Cuántos días hacia atrás",
      by: "provider, model, avatar, batch, operator o day",
      from: "Primer día, p. ej. 2026-11-01",
      to: "Último día, p. ej. 2026-11-30",
    },
  },
  "storage.list": {
    summary: "Muestra lo guardado bajo un prefijo o de un avatar: cuánto es y los ficheros más nuevos.",
    example: "storage list uploads/",
    arguments: { what: "Comienzo de una clave, o un avatar; sin él, todo" },
  },
  "storage.link": {
    summary: "Crea un enlace a un fichero, válido diez minutos como mucho.",
    example: "storage link exports/luna.zip",
    arguments: { key: "Clave del fichero", seconds: "Cuánto vale, de 10 a 600 segundos" },
  },
  "storage.copy": {
    summary: "Copia un fichero guardado; nada se reemplaza.",
    example: "storage copy exports/luna.zip kept/luna.zip",
    arguments: { from: "Clave del fichero", to: "Clave de la copia" },
  },
  "storage.delete": {
    summary: "Borra un fichero guardado para siempre, si nada lo necesita.",
    example: "storage delete uploads/archive-3f.zip",
    arguments: { key: "Clave del fichero" },
  },
  "storage.sweep": {
    summary: "Muestra los ficheros que nada necesita; con --delete los borra.",
    example: "storage sweep",
    arguments: { delete: "Borrarlos; sin esto solo se muestran" },
  },
  "upload.start": {
    summary: "Dice adónde se puede enviar un fichero: directo al almacén o a nuestra propia ruta.",
    example: "upload start picture image/jpeg",
    arguments: {
      kind: "picture, safetensors, card o archive",
      contentType: "Tipo del fichero, p. ej. image/png; no hace falta donde solo hay uno",
    },
  },
  "upload.finish": {
    summary: "Mira un fichero que se envió directo al almacén.",
    example: "upload finish uploads/picture-0123456789abcdef0123456789abcdef.jpg",
    arguments: { upload: "Clave de la subida" },
  },
  "face.upload": {
    summary: "Convierte una foto subida en la cara de referencia del avatar.",
    example: "face upload luna uploads/picture-0123456789abcdef0123456789abcdef.jpg --likeness operator_own",
    arguments: {
      avatar: "Nombre o alias del avatar",
      upload: "Clave de la imagen subida",
      likeness: "De quién es la cara: operator_own, o third_party con un consentimiento",
      consent: "Id del consentimiento que la cubre; cualquiera vigente si se omite",
    },
  },
  "consent.add": {
    summary: "Registra que una tercera persona permite usar su imagen: para qué, hasta cuándo, con el papel.",
    example: 'consent add luna "Ada Lane" --scope face,training --until 2027-12-31',
    arguments: {
      avatar: "Nombre o alias del avatar",
      subject: "Nombre completo de la persona",
      scope: "face, training, voice; varios con comas",
      until: "Último día, p. ej. 2027-12-31; hasta que se revoque si se omite",
      evidence: "Clave de una imagen o un ZIP subido con el papel firmado",
    },
  },
  "consent.list": {
    summary: "Muestra los consentimientos: de quién, para qué, hasta cuándo.",
    example: "consent list luna",
    arguments: { avatar: "Nombre o alias del avatar; sin él, todos" },
  },
  "consent.revoke": {
    summary: "Revoca un consentimiento: se detiene lo que está en curso, cara y LoRAs quedan fuera de uso.",
    example: "consent revoke con_01k0000000abcdefghjkmnpq",
    arguments: { consent: "Id del consentimiento" },
  },
  "lora.list": {
    summary: "Muestra el catálogo de LoRAs: de dónde viene cada uno, para qué sirve y cómo le fue en su examen.",
    example: "lora list --state candidate",
    arguments: {
      avatar: "Nombre o alias del avatar; sin él, todos",
      state: "candidate, active, retired o deleted",
      provider: "Quién lo entrenó; upload o link los que vienen de fuera",
      base: "Sobre qué se entrenó, p. ej. flux.1-dev",
    },
  },
  "lora.register": {
    summary: "Registra un LoRA que está en otro sitio; después viene su examen.",
    example:
      "lora register luna --name noche --url https://models.example.com/luna.safetensors --trigger TOK_ab12cd34 --base flux.1-dev",
    arguments: {
      avatar: "Nombre o alias del avatar",
      url: "Dirección https pública de un fichero .safetensors",
      name: "Cómo se llama aquí",
      trigger: "Palabra que lo llama en los prompts",
      base: "Sobre qué se entrenó, p. ej. flux.1-dev",
    },
  },
  "lora.upload": {
    summary: "Lleva al catálogo unos pesos subidos; después viene su examen.",
    example:
      "lora upload luna uploads/safetensors-0123456789abcdef0123456789abcdef.safetensors --name noche --trigger TOK_ab12cd34 --base flux.1-dev",
    arguments: {
      avatar: "Nombre o alias del avatar",
      upload: "Clave de los pesos subidos",
      name: "Cómo se llama aquí",
      trigger: "Palabra que lo llama en los prompts",
      base: "Sobre qué se entrenó, p. ej. flux.1-dev",
    },
  },
  "lora.delete": {
    summary: "Saca una versión del catálogo; no la que está en uso.",
    example: "lora delete luna-v1",
    arguments: { lora: "Referencia como luna-v1" },
  },
  "lora.assign": {
    summary: "Da un LoRA también a otro avatar; después viene su examen con esa cara.",
    example: "lora assign luna-v1 mia",
    arguments: { lora: "Referencia como luna-v1", avatar: "Nombre o alias del otro avatar" },
  },
};
