// Pictures, films and sound of a card as a grid; a picture opens large.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CardImage } from "../../../../agents/commands/view.ts";
import { CardButtons } from "./card-buttons.tsx";
import { CardMedia } from "./card-media.tsx";
import { Lightbox } from "./lightbox.tsx";
import type { Press } from "./use-chat.ts";

/** Charts of reports lie under a key of their own. */
const isWide = ({ key, isSheet }: CardImage): boolean => isSheet === true || key.startsWith("reports/");

interface CardImagesProps {
  readonly images: readonly CardImage[];
  readonly lineId: string;
  readonly onPress: (press: Press) => void;
}

export function CardImages({ images, lineId, onPress }: CardImagesProps): JSX.Element {
  const [open, setOpen] = useState<number | null>(null);
  const pictures = images.filter(({ media }) => media === undefined);
  const press = (image: CardImage) => (pressed: Press) => onPress({ ...pressed, lineId, imageKey: image.key });
  return (
    <>
      <ul class={images.length === 1 ? "images is-single" : "images"}>
        {images.map((image) => (
          <li key={image.key} class={isWide(image) ? "is-wide" : image.media && `is-${image.media}`}>
            <CardMedia image={image} onOpen={() => setOpen(pictures.indexOf(image))} />
            {image.caption && <p class="caption">{image.caption}</p>}
            {image.buttons && image.buttons.length > 0 && (
              <CardButtons buttons={image.buttons} onPress={press(image)} isSmall />
            )}
          </li>
        ))}
      </ul>
      {open !== null && (
        <Lightbox
          images={pictures}
          position={open}
          onMove={setOpen}
          onClose={() => setOpen(null)}
          onPress={(image, pressed) => press(image)(pressed)}
        />
      )}
    </>
  );
}
