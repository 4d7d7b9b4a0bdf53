// The words operators use, by what they mean. Without accents, lower case; English and Spanish side by side.

import { PRESET_CATEGORIES } from "../../../domain/content/presets.ts";
import type { Category } from "../../../domain/content/templates/template.ts";

export const LEXICON = {
  make: "make create generate produce draw prepare crea crear creame haz hazme hacer genera generar generame prepara preparar produce",
  want: "need want quiero necesito give dame",
  pause: "pause stop halt freeze pausa pausar pausala deten detener parar frena",
  resume: "resume unpause continue restart reactivate reanuda reanudar reactiva reactivar continua continuar",
  approve: "approve accept approved aprueba aprobar apruebalo apruebalas acepta aceptar",
  reject: "reject discard decline rechaza rechazar descarta descartar",
  show: "show list see view display tell what how which who when muestra muestrame muestralas muestralos mostrar ensename ensena ver lista dime cuales cuanto cuantos cuantas que como quien cual",
  plan: "schedule plan fill programa programar planifica planificar llena llenar agenda agendar",
  publish: "publish upload publica publicar sube subir",
  cancel: "cancel abort cancela cancelar anula anular",
  retry: "retry reintenta reintentar",
  again: "again regenerate redo regenera regenerar repite rehaz",
  delete: "delete erase remove forget borra borrar elimina eliminar quita",
  retire: "retire retira retirar jubila",
  take: "take takeover toma tomar coge",
  release: "release handback libera liberar devuelve",
  train: "train training entrena entrenar entrenamiento",
  clone: "clone copy clona clonar copia",
  link: "link connect vincula vincular conecta conectar enlaza",
  block: "block bloquea bloquear",
  unblock: "unblock desbloquea desbloquear",
  reply: "reply answer write responde responder contesta escribe",
  offer: "offer ofrece ofrecer",
  set: "set change raise lower pon poner cambia fija fijar sube baja",
  budget: "budget presupuesto",
  cost: "cost costs spent spend spending expenses gasto gastos coste costes costo costos gastado gastamos",
  profit:
    "profit profits pnl margin revenue earn earned earnings made beneficio beneficios ganancia ganancias ingresos ganado ganamos margen",
  sales: "sales sold ventas vendido vendimos",
  subscribers: "subscribers subscriptions subscriber churn suscriptores suscripciones bajas",
  funnel: "funnel embudo",
  insights: "worked works insights performing performed rendimiento funciono funciona funcionado rendido",
  attribution: "attribution atribucion",
  avatar: "avatar avatars creator creators character avatares creadora creadoras personaje personajes",
  piece:
    "post posts picture pictures photo photos image images pieces piece pics pic foto fotos imagen imagenes publicacion publicaciones pieza piezas",
  batch: "batch batches lote lotes tanda tandas",
  carousel: "carousel carousels carrusel carruseles",
  story: "stories historias story historia",
  reel: "reel reels",
  calendar: "calendar calendario week semana",
  conversation: "conversation conversations chat chats conversacion conversaciones inbox bandeja",
  fan: "fan fans",
  draft: "draft drafts borrador borradores",
  status: "status estado",
  persona: "persona personality personalidad",
  face: "face faces cara caras rostro",
  lora: "lora loras model modelo",
  dataset: "dataset datasets",
  voice: "voice voz",
  account: "account accounts cuenta cuentas",
  pack: "pack packs paquete paquetes",
  notice: "notices notice notifications avisos notificaciones",
  price: "price prices precio precios",
  run: "waiting pending approval approvals aprobacion cards pendientes pendiente fichas",
  all: "all everything everyone todo todos todas",
  health: "health salud",
  preset: "preset presets",
  template: "template templates plantilla plantillas",
  campaign: "campaign campaigns campana campanas",
  broadcast: "broadcast broadcasts mailing mailings difusion difusiones",
  segment: "segment segments segmento segmentos",
  experiment: "experiment experiments experimento experimentos test prueba",
  custom: "custom requests personalizados encargos encargo peticiones",
  audit: "audit auditoria",
  verify: "verify verifica verificar comprueba check",
  note: "note nota anota apunta",
  tag: "tag etiqueta etiquetar",
  untag: "untag desetiqueta",
  export: "export exporta exportar",
  message: "messages message sending outgoing mensajes mensaje envios",
  undo: "undo revert deshaz deshacer revierte",
  remember: "remember recuerda always siempre",
  help: "help ayuda ayudame",
  autonomy: "autonomy automatic automatically auto autonomia automatico automaticamente manual",
  move: "move reschedule postpone mueve mover reprograma cambia aplaza",
  clean: "off apaga",
} as const;

export type Concept = keyof typeof LEXICON;

/** Words around the request, so that no typo is seen in them. */
const PLAIN =
  "the and then for with from her his that this these those next last today tomorrow please could would you can under keep over below about dollars dollar euros usd more most than less first days month months year years hour hours luego despues entonces con para por los las una uno del esta este estos proxima proximo manana hoy ayer favor menos mas dias dia mes meses hora horas dolares beach playa gym yoga fitness city urban evening named called llamada llamado llamate sobre into onto same them they their yesterday monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes sabado domingo good morning hello hola gracias thanks nueva nuevo new ready listas listos review revisar revisarlas sale pick choose elige escoge held failed fallidas lisbon madrid";

const CONCEPTS_OF = new Map<string, Concept[]>();
for (const [concept, words] of Object.entries(LEXICON) as [Concept, string][]) {
  for (const word of words.split(" ")) CONCEPTS_OF.set(word, [...(CONCEPTS_OF.get(word) ?? []), concept]);
}

export const KNOWN_WORDS: ReadonlySet<string> = new Set([...CONCEPTS_OF.keys(), ...PLAIN.split(" ")]);

export function conceptsOf(word: string): readonly Concept[] {
  return CONCEPTS_OF.get(word) ?? [];
}

/** Numbers people write out. */
export const NUMBER_WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  dozen: 12,
  twenty: 20,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  doce: 12,
  docena: 12,
  quince: 15,
  veinte: 20,
};

/** What pictures are to show: shots of a category, and the shipped preset that fits it. */
export interface Motif {
  readonly category?: Category;
  readonly preset?: string;
}
const motifOf = (category: Category): Motif => {
  const preset = Object.keys(PRESET_CATEGORIES).find((key) => PRESET_CATEGORIES[key]?.includes(category));
  return { category, ...(preset === undefined ? {} : { preset }) };
};
const BEACH = motifOf("beach");
const FITNESS = motifOf("fitness");
const WELLNESS = motifOf("wellness");
const FASHION = motifOf("fashion");
const ARTISTIC = motifOf("artistic");
const URBAN = motifOf("urban");
const NATURE = motifOf("nature");

export const MOTIFS: Readonly<Record<string, Motif>> = {
  beach: BEACH,
  playa: BEACH,
  gym: FITNESS,
  gimnasio: FITNESS,
  fitness: FITNESS,
  sport: FITNESS,
  deporte: FITNESS,
  yoga: WELLNESS,
  wellness: WELLNESS,
  fashion: FASHION,
  moda: FASHION,
  artistic: ARTISTIC,
  artisticas: ARTISTIC,
  city: URBAN,
  urban: URBAN,
  ciudad: URBAN,
  nature: NATURE,
  naturaleza: NATURE,
  lifestyle: motifOf("lifestyle"),
  glamour: motifOf("glamour"),
  // A look that suits any shot.
  glamorous: { preset: "glamorous_fashion" },
  casual: { preset: "lifestyle_casual" },
};
