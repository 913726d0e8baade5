-- Takes one call from all windows of a company's quota, or from none.
-- Null: granted. Else: the instant from which it is worth asking again.
-- A window starts with its first call. The row 'hold' stands for a refusal that the other side gave.
CREATE FUNCTION take_quota(
  p_company integer,
  p_now timestamptz,
  p_windows text[],
  p_seconds double precision[],
  p_limits integer[],
  p_reserves integer[]
) RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
  w quota_windows;
  blocked timestamptz;
BEGIN
  SELECT * INTO w FROM quota_windows WHERE company_id = p_company AND "window" = 'hold';
  IF FOUND AND w.ends_at > p_now THEN
    blocked := w.ends_at;
  END IF;
  FOR i IN 1 .. array_length(p_windows, 1) LOOP
    SELECT * INTO w FROM quota_windows WHERE company_id = p_company AND "window" = p_windows[i] FOR UPDATE;
    IF NOT FOUND THEN
      INSERT INTO quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
      VALUES (p_company, p_windows[i], p_now, p_now + make_interval(secs => p_seconds[i]), 0, p_limits[i])
      ON CONFLICT (company_id, "window") DO NOTHING;
      SELECT * INTO w FROM quota_windows WHERE company_id = p_company AND "window" = p_windows[i] FOR UPDATE;
    END IF;
    IF w.ends_at <= p_now THEN
      UPDATE quota_windows
      SET starts_at = p_now, ends_at = p_now + make_interval(secs => p_seconds[i]), used = 0, "limit" = p_limits[i]
      WHERE company_id = p_company AND "window" = p_windows[i]
      RETURNING * INTO w;
    END IF;
    IF w.used >= greatest(w."limit" - p_reserves[i], 0) THEN
      blocked := greatest(blocked, w.ends_at);
    END IF;
  END LOOP;
  IF blocked IS NOT NULL THEN
    RETURN blocked;
  END IF;
  UPDATE quota_windows SET used = used + 1 WHERE company_id = p_company AND "window" = ANY (p_windows);
  RETURN NULL;
END
$$;
