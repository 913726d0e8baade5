export interface Judgement {
  verdict: 'passed' | 'failed' | 'skipped';
  line: string;
}
export function judgeAudit(text: string): Judgement;
export function startAudit(): () => Promise<Judgement>;
