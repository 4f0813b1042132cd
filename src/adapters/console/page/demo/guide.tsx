/** The whole job in a few steps: each switches to somebody, lets time pass or puts words where one writes. */
import { Button } from 'antd';
import { type ReactNode } from 'react';
import { steps, texts, type Step } from './texts.js';

export interface Progress {
  /** Which steps have been taken. */
  done: readonly number[];
  /** While time passes for one. */
  busy: boolean;
  onStep: (step: Step, index: number) => void;
}

export function nextStep(done: readonly number[]): number | undefined {
  const index = steps.findIndex((_, at) => !done.includes(at));
  return index < 0 ? undefined : index;
}

export function Guide({ done, busy, onStep }: Progress): ReactNode {
  const next = nextStep(done);
  return (
    <section className="guide" aria-label={texts.guide}>
      <h2>{texts.guide}</h2>
      <p className="quiet">{texts.guideHow}</p>
      <ol>
        {steps.map((step, index) => (
          <li key={step.title}>
            <button
              type="button"
              className={`step${done.includes(index) ? ' done' : ''}${index === next ? ' next' : ''}`}
              aria-current={index === next ? 'step' : undefined}
              disabled={busy}
              onClick={() => onStep(step, index)}
            >
              <span className="number" aria-hidden>
                {done.includes(index) ? '✓' : index + 1}
              </span>
              <span>
                <span className="step-title">{step.title}</span>
                <span className="quiet">{step.how}</span>
              </span>
              {done.includes(index) ? <span className="unseen">{texts.guideDone}</span> : null}
            </button>
          </li>
        ))}
      </ol>
      {next === undefined ? <p>{texts.guideOver}</p> : null}
    </section>
  );
}

/** On a narrow page: the step that comes next, in one row. */
export function GuideStrip({ done, busy, onStep, onAll }: Progress & { onAll: () => void }): ReactNode {
  const index = nextStep(done);
  const step = index === undefined ? undefined : steps[index];
  return (
    <div className="strip">
      {step === undefined || index === undefined ? (
        <span>{texts.guideOver}</span>
      ) : (
        <Button type="primary" className="strip-step" disabled={busy} onClick={() => onStep(step, index)}>
          {index + 1}/{steps.length} {step.title}
        </Button>
      )}
      <Button onClick={onAll}>{texts.guideAll}</Button>
    </div>
  );
}
