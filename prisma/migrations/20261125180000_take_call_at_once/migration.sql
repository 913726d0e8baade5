-- The same answers in three looks where nothing is in a call's way, as nearly always: take_call looks at each window by
-- itself. Whatever this does not find as it expects goes the long way.
CREATE OR REPLACE FUNCTION take_call_told(
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
  p_reserved double precision,
  OUT blocked timestamptz,
  OUT hour_used integer,
  OUT hour_limit integer,
  OUT month_used integer,
  OUT month_limit integer
) LANGUAGE plpgsql AS $$
DECLARE
  bucket_seconds double precision := p_slide_seconds / 10;
  bucket_number bigint := floor(extract(epoch FROM p_now) / bucket_seconds);
  bucket text := 'slide:' || (bucket_number % 11);
  bucket_start timestamptz := to_timestamp(bucket_number * bucket_seconds);
  slide interval := make_interval(secs => p_slide_seconds);
  month_ends timestamptz;
  hour_ends timestamptz;
  slid integer;
  held_until timestamptz;
  bucket_at timestamptz;
BEGIN
  -- One taker at a time per company: the month's row is the gate, and what it kept waiting looks after it.
  SELECT w.ends_at, w.used, w."limit" INTO month_ends, month_used, month_limit
  FROM quota_windows w WHERE w.company_id = p_company AND w."window" = 'month' FOR UPDATE;
  SELECT max(w.ends_at) FILTER (WHERE w."window" = 'hour'), max(w.used) FILTER (WHERE w."window" = 'hour'),
    max(w."limit") FILTER (WHERE w."window" = 'hour'), max(w.ends_at) FILTER (WHERE w."window" = 'hold'),
    max(w.starts_at) FILTER (WHERE w."window" = bucket),
    coalesce(sum(w.used) FILTER (WHERE w."window" LIKE 'slide:%' AND w.ends_at > p_now - slide), 0)
  INTO hour_ends, hour_used, hour_limit, held_until, bucket_at, slid
  FROM quota_windows w WHERE w.company_id = p_company;

  IF month_ends > p_now AND month_used < month_limit - floor(month_limit * p_reserved)
    AND hour_ends > p_now AND hour_used < hour_limit - floor(hour_limit * p_reserved)
    AND slid < p_slide_limit - floor(p_slide_limit * p_reserved)
    AND coalesce(held_until <= p_now, true) AND bucket_at = bucket_start
  THEN
    UPDATE quota_windows SET used = used + 1
    WHERE company_id = p_company AND "window" IN ('month', 'hour', bucket);
    blocked := NULL;
    hour_used := hour_used + 1;
    month_used := month_used + 1;
    RETURN;
  END IF;

  blocked := take_call(p_company, p_now, p_slide_seconds, p_slide_limit, p_hour_start, p_hour_seconds, p_hour_limit,
    p_month_start, p_month_end, p_month_limit, p_reserved);
  SELECT h.used, h."limit", m.used, m."limit" INTO hour_used, hour_limit, month_used, month_limit
  FROM quota_windows h JOIN quota_windows m ON m.company_id = h.company_id AND m."window" = 'month'
  WHERE h.company_id = p_company AND h."window" = 'hour';
END
$$;
