import type {Words} from '@/i18n/words'

/** How a state is shown: its name in both languages and what it means for the reader. */
export interface State {
  name: Words
  tone: 'quiet' | 'active' | 'good' | 'warn' | 'bad'
}

/** States of one kind. `defineStates<Schemas['Scenario']['status']>({…})` does not build when the API has a state without a name. */
export function defineStates<S extends string>(states: Record<S, State>): Record<S, State> {
  return states
}
