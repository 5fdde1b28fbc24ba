export type MinutiaType = 'ending' | 'bifurcation' | 'other';

/** A place where a ridge ends or forks. */
export interface Minutia {
  /** Pixels from the left and from the top. */
  readonly x: number;
  readonly y: number;
  /**
   * Radians from 0 to 2π, counterclockwise from the right as ISO/IEC 19794-2 counts: from an ending back along its ridge, from
   * a fork into the valley between its closer arms. So the angle hardly changes when pressure makes one of the other.
   */
  readonly direction: number;
  readonly type: MinutiaType;
  /** 0 to 100; 0 also where a template does not say. */
  readonly quality: number;
}

/** What is kept of a finger: no image can be made of it again, but it is still the finger's secret. */
export interface Template {
  readonly width: number;
  readonly height: number;
  /** Dots an inch of the coordinates. */
  readonly dpi: number;
  /** 0 to 100 of the whole impression. */
  readonly quality: number;
  readonly minutiae: readonly Minutia[];
}
