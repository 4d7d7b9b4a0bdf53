// Pictures of a card as a grid; one opens large.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CardImage } from "../../../../agents/commands/view.ts";
import { CardButtons } from "./card-buttons.tsx";
import { Lightbox } from "./lightbox.tsx";
import { mediaUrl } from "./media-url.ts";
import type { Press } from "./use-chat.ts";
import { useWords } from "./words.ts";

interface CardImagesProps {
  readonly images: readonly CardImage[];
  readonly lineId: string;
  readonly onPress: (press: Press) => void;
}

export function CardImages({ images, lineId, onPress }: CardImagesProps): JSX.Element {
  const words = useWords().console;
  const [open, setOpen] = useState<number | null>(null);
  const press = (image: CardImage) => (pressed: Press) => onPress({ ...pressed, lineId, imageKey: image.key });
  return (
    <>
      <ul class={images.length === 1 ? "images is-single" : "images"}>
        {images.map((image, index) => (
          <li key={image.key}>
            <button
              type="button"
              class="thumbnail"
              aria-label={words.openPicture(image.alt)}
              onClick={() => setOpen(index)}
            >
              <img src={mediaUrl(image.thumbnailKey ?? image.key)} alt={image.alt} loading="lazy" decoding="async" />
            </button>
            {image.caption && <p class="caption">{image.caption}</p>}
            {image.buttons && image.buttons.length > 0 && (
              <CardButtons buttons={image.buttons} onPress={press(image)} isSmall />
            )}
          </li>
        ))}
      </ul>
      {open !== null && (
        <Lightbox
          images={images}
          position={open}
          onMove={setOpen}
          onClose={() => setOpen(null)}
          onPress={(image, pressed) => press(image)(pressed)}
        />
      )}
    </>
  );
}
