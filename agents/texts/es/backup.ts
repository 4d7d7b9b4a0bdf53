// Copias de seguridad de la instalación integrada.
import type { backup as english } from "../en/backup.ts";
import type { TextShape } from "../shape.ts";

export const backup: TextShape<typeof english> = {
  made: "Copia hecha",
  size: "Tamaño",
  sizeValue: (mebibytes, files) => `${mebibytes} MiB, ${files} archivos`,
  keyLeftOut:
    "SECRET_KEY no está en ella: guarda DATA_DIR/secrets.json aparte. Sin la clave no se abren los tokens de las cuentas.",
  keyIsIn:
    "SECRET_KEY está en este archivo: quien lo tenga puede abrir el token de cada cuenta. Guárdalo cifrado y donde nadie más lea.",
  keyInEnvironment: "SECRET_KEY viene del entorno y no está en ninguna copia: guárdala aparte.",
  byServer: "Esta instalación usa un servidor Postgres, que hace sus propias copias.",
  byServerRemedy: 'pg_dump -Fc "$DATABASE_URL" > vixenbliss.dump; los medios en S3, con las versiones del bucket.',
  restoreByServer: "Con DATABASE_URL definida, la base de datos se restaura con la herramienta del servidor.",
  restoreByServerRemedy: 'pg_restore -d "$DATABASE_URL" --clean --if-exists vixenbliss.dump',
  onlyOffline: "Una copia se restaura en la línea de órdenes, en una carpeta vacía, sin servidor en marcha.",
  onlyOfflineRemedy: "Para el servidor y luego: DATA_DIR=./restored npm run cli -- system restore ARCHIVO",
  restored: "Restaurado",
  madeAt: "Hecha",
  bringKey:
    "SECRET_KEY no está en la copia: pon el secrets.json de entonces en la carpeta, o define SECRET_KEY, antes de arrancar.",
  mediaElsewhere: "Los medios estaban en un almacén S3: define S3_* como entonces.",
  next: "Arranca el servidor con esta DATA_DIR.",
  reasons: {
    missing: { says: (file) => `No existe ${file}.`, mend: "Da la ruta de la copia." },
    notEmpty: {
      says: (folder) => `${folder} no está vacía; no se restauró nada.`,
      mend: "Nombra otra carpeta con DATA_DIR, o aparta esta.",
    },
    notABackup: {
      says: (file) => `${file} no es una copia de este producto.`,
      mend: "Usa un archivo de system backup.",
    },
    newer: { says: (file) => `${file} es de una versión más nueva del producto.`, mend: "Instala antes esa versión." },
    damaged: {
      says: (file) => `${file} está dañado: sus sumas no coinciden.`,
      mend: "Usa otro ejemplar o una copia anterior. No se restauró nada.",
    },
  },
};
