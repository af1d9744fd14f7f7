/** PDFium in WebAssembly: loaded once a process from the installed package, with its memory made plain. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { init, type Methods } from '@embedpdf/pdfium';

/** What the package's types leave to Emscripten's own, which are not installed. */
type Runtime = Readonly<{
  /** The whole memory; another array after it has grown. */
  HEAPU8: Uint8Array;
  wasmExports: Readonly<{ malloc(bytes: number): number; free(address: number): void }>;
}>;

/**
 * PDFium's functions, and its memory by address.
 *
 * @property numbers reads `count` numbers from an address on.
 * @property borrow gives the work a piece of memory that is freed behind it.
 */
export type Pdfium = Readonly<{
  api: Methods;
  bytes(address: number, length: number): Uint8Array<ArrayBuffer>;
  numbers(address: number, kind: 'float' | 'double' | 'uint32', count: number): readonly number[];
  allocate(content: Uint8Array): number;
  free(address: number): void;
  borrow<T>(length: number, work: (address: number) => T): T;
}>;

const WIDTH = { float: 4, double: 8, uint32: 4 } as const;

let loading: Promise<Pdfium> | null = null;

/** The one PDFium of this process. It reaches no network: its code is handed to it. */
export function pdfium(): Promise<Pdfium> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Pdfium> {
  const wasm = await readFile(fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm')));
  const api = await init({ wasmBinary: wasm });
  api.PDFiumExt_Init();
  const runtime = api.pdfium as unknown as Runtime;
  const { malloc, free } = runtime.wasmExports;
  const allocated = (length: number): number => {
    const address = malloc(length);
    if (address === 0) throw new Error(`PDFium has no room for ${String(length)} bytes`);
    return address;
  };
  return {
    api,
    bytes: (address, length) => new Uint8Array(runtime.HEAPU8.subarray(address, address + length)),
    numbers: (address, kind, count) => {
      const view = new DataView(runtime.HEAPU8.buffer, address);
      return Array.from({ length: count }, (_, i) => numberAt(view, i * WIDTH[kind], kind));
    },
    allocate: (content) => {
      const address = allocated(content.length);
      runtime.HEAPU8.set(content, address);
      return address;
    },
    free,
    borrow: (length, work) => {
      const address = allocated(length);
      try {
        return work(address);
      } finally {
        free(address);
      }
    },
  };
}

function numberAt(view: DataView, offset: number, kind: keyof typeof WIDTH): number {
  if (kind === 'float') return view.getFloat32(offset, true);
  return kind === 'double' ? view.getFloat64(offset, true) : view.getUint32(offset, true);
}
