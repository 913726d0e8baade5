-- Takes one call from all windows of a company's quota, or from none.
-- Null: granted. Else: the instant from which it is worth asking again.
--
-- Five minutes slide: calls are counted in a ring of eleven buckets of a tenth each, a bucket counts until it has left the
-- span whole. Hour and month are fixed windows: their first guess is the given one, and a learned hour goes on from itself.
-- The row 'hold' stands for a refusal that the other side gave.
CREATE FUNCTION take_call(
  p_company integer,
  p_now timestamptz,
  p_slide_seconds double precision,
  p_slide_limit integer,
  p_hour_start timestamptz,
  p_hour_seconds double precision,
  p_hour_limit integer,
  p_month_start timestamptz,
  p_month_end timestamptz,
  p_month_limit integer,
  p_reserved double precision
) RETURNS timestamptz LANGUAGE plpgsql AS $$
DECLARE
  w quota_windows;
  blocked timestamptz;
  bucket_seconds double precision := p_slide_seconds / 10;
  bucket_number bigint := floor(extract(epoch FROM p_now) / bucket_seconds);
  bucket text := 'slide:' || (bucket_number % 11);
  bucket_start timestamptz := to_timestamp(bucket_number * bucket_seconds);
  slide interval := make_interval(secs => p_slide_seconds);
  hour interval := make_interval(secs => p_hour_seconds);
  slid integer;
BEGIN
  -- One taker at a time per company: the month's row is the gate.
  INSERT INTO quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
  VALUES (p_company, 'month', p_month_start, p_month_end, 0, p_month_limit)
  ON CONFLICT (company_id, "window") DO NOTHING;
  SELECT * INTO w FROM quota_windows WHERE company_id = p_company AND "window" = 'month' FOR UPDATE;
  IF w.ends_at <= p_now THEN
    UPDATE quota_windows SET starts_at = p_month_start, ends_at = p_month_end, used = 0, "limit" = p_month_limit
    WHERE company_id = p_company AND "window" = 'month' RETURNING * INTO w;
  END IF;
  IF w.used >= w."limit" - floor(w."limit" * p_reserved) THEN
    blocked := w.ends_at;
  END IF;

  INSERT INTO quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
  VALUES (p_company, 'hour', p_hour_start, p_hour_start + hour, 0, p_hour_limit)
  ON CONFLICT (company_id, "window") DO NOTHING;
  SELECT * INTO w FROM quota_windows WHERE company_id = p_company AND "window" = 'hour';
  IF w.ends_at <= p_now THEN
    UPDATE quota_windows
    SET starts_at = w.ends_at + hour * floor(extract(epoch FROM p_now - w.ends_at) / p_hour_seconds),
        ends_at = w.ends_at + hour * (floor(extract(epoch FROM p_now - w.ends_at) / p_hour_seconds) + 1),
        used = 0, "limit" = p_hour_limit
    WHERE company_id = p_company AND "window" = 'hour' RETURNING * INTO w;
  END IF;
  IF w.used >= w."limit" - floor(w."limit" * p_reserved) THEN
    blocked := greatest(blocked, w.ends_at);
  END IF;

  SELECT coalesce(sum(used), 0) INTO slid FROM quota_windows
  WHERE company_id = p_company AND "window" LIKE 'slide:%' AND ends_at > p_now - slide;
  IF slid >= p_slide_limit - floor(p_slide_limit * p_reserved) THEN
    blocked := greatest(blocked, (
      SELECT min(ends_at) + slide FROM quota_windows
      WHERE company_id = p_company AND "window" LIKE 'slide:%' AND ends_at > p_now - slide AND used > 0));
  END IF;

  SELECT * INTO w FROM quota_windows WHERE company_id = p_company AND "window" = 'hold';
  IF FOUND AND w.ends_at > p_now THEN
    blocked := greatest(blocked, w.ends_at);
  END IF;
  IF blocked IS NOT NULL THEN
    RETURN blocked;
  END IF;

  UPDATE quota_windows SET used = used + 1 WHERE company_id = p_company AND "window" IN ('hour', 'month');
  INSERT INTO quota_windows (company_id, "window", starts_at, ends_at, used, "limit")
  VALUES (p_company, bucket, bucket_start, bucket_start + make_interval(secs => bucket_seconds), 1, p_slide_limit)
  ON CONFLICT (company_id, "window") DO UPDATE SET
    used = CASE WHEN quota_windows.starts_at = excluded.starts_at THEN quota_windows.used + 1 ELSE 1 END,
    starts_at = excluded.starts_at,
    ends_at = excluded.ends_at,
    "limit" = excluded."limit";
  RETURN NULL;
END
$$;

DROP FUNCTION take_quota(integer, timestamptz, text[], double precision[], integer[], integer[]);
