import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import { type Feeding, feed, type Sampler } from './sampling.ts';
import type { Similarity } from './similarity.ts';
import type { LoadedWeights, NetworkName, Weights } from './weights.ts';

// The caller’s thread is the only one: faces come one after the other, and threads of its own would cost more than they bring.
env.wasm.numThreads = 1;
env.logLevel = 'error';

type Described<Name extends NetworkName> = NonNullable<Weights['networks'][Name]>;

/** A network that is fed a part of a picture. */
export interface Network<Name extends NetworkName> {
  readonly described: Described<Name>;
  /** @param toPicture from the network’s frame. @returns outputs by their names */
  run(sampler: Sampler, toPicture: Similarity): Promise<(output: string) => Float32Array>;
}

export type Networks = { readonly [Name in NetworkName]?: Network<Name> } & {
  readonly [Name in 'detect' | 'landmarks' | 'embed']: Network<Name>;
};

/** @throws Error where a file is no network, or has no outputs of the names described */
export async function openNetworks({ weights, files }: LoadedWeights): Promise<Networks> {
  const opened: [string, unknown][] = [];
  for (const [name, described] of Object.entries(weights.networks))
    opened.push([name, await openNetwork(described, files[name as NetworkName]!)]);
  return Object.fromEntries(opened) as unknown as Networks;
}

type AnyDescribed = Feeding & { readonly width: number; readonly height: number; readonly file: string };

async function openNetwork(described: AnyDescribed, bytes: Uint8Array) {
  const session = await InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  const [input] = session.inputNames;
  const { width, height, channels } = described;
  return {
    described,
    async run(sampler: Sampler, toPicture: Similarity) {
      const fed = feed(sampler.sample(toPicture, width, height), described);
      const shape = [1, channels === 'grey' ? 1 : 3, height, width];
      const outputs = await session.run({ [input!]: new Tensor('float32', fed, shape) });
      return (output: string) => {
        const data = outputs[output]?.data;
        if (!(data instanceof Float32Array)) throw new Error(`${described.file} has no output ${output}`);
        return data;
      };
    },
  };
}

/** What a classifier’s outputs say of one class, 0 to 1. */
export function likelihood(outputs: Float32Array, which: number): number {
  const most = Math.max(...outputs);
  const powers = Array.from(outputs, (value) => Math.exp(value - most));
  return (powers[which] ?? 0) / powers.reduce((sum, value) => sum + value, 0);
}

/** The mean of a spread over bins, which stand `step` apart, the first at `from`. */
export function expectation(outputs: Float32Array, from: number, step: number): number {
  return outputs.reduce((sum, _, bin) => sum + likelihood(outputs, bin) * (from + bin * step), 0);
}
