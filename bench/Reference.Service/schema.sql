-- The reference shop: one PostgreSQL database, one function per use case, one transaction per call.
create table if not exists products (
    sku      text primary key,
    title    text not null,
    price    bigint not null check (price >= 0),
    currency char(3) not null
);

create table if not exists stock (
    sku     text primary key references products,
    on_hand bigint not null check (on_hand >= 0),
    sold    bigint not null default 0,
    version bigint not null default 0
);

create table if not exists carts (
    id         text primary key,
    token      text not null,
    created_at timestamptz not null default now()
);

create table if not exists cart_lines (
    cart_id  text not null references carts on delete cascade,
    sku      text not null references products,
    quantity int not null check (quantity > 0),
    primary key (cart_id, sku)
);

create table if not exists orders (
    id              text primary key,
    cart_id         text not null,
    idempotency_key text not null,
    status          text not null,
    total           bigint not null,
    currency        char(3) not null,
    created_at      timestamptz not null default now(),
    unique (cart_id, idempotency_key)
);

create table if not exists order_lines (
    order_id   text not null references orders,
    sku        text not null,
    quantity   int not null,
    unit_price bigint not null,
    primary key (order_id, sku)
);

create table if not exists payments (
    id       text primary key,
    order_id text not null unique references orders,
    amount   bigint not null,
    currency char(3) not null,
    token    text not null,
    status   text not null
);

-- The cart as JSON, or null when it does not exist or belongs to another caller.
create or replace function read_cart(p_cart text, p_token text) returns json language sql stable as $$
    select json_build_object(
        'id', c.id,
        'lines', coalesce((
            select json_agg(json_build_object('sku', l.sku, 'quantity', l.quantity, 'title', p.title,
                'unitPrice', json_build_object('amount', p.price, 'currency', p.currency)) order by l.sku)
            from cart_lines l join products p using (sku)
            where l.cart_id = c.id), '[]'::json))
    from carts c
    where c.id = p_cart and c.token = p_token
$$;

create or replace function add_item(p_cart text, p_token text, p_sku text, p_quantity int)
returns json language plpgsql as $$
begin
    perform 1 from carts where id = p_cart and token = p_token;
    if not found then
        return null;
    end if;
    insert into cart_lines (cart_id, sku, quantity) values (p_cart, p_sku, p_quantity)
    on conflict (cart_id, sku) do update set quantity = cart_lines.quantity + excluded.quantity;
    return read_cart(p_cart, p_token);
end
$$;

-- The whole checkout. The order row carries the idempotency key, so a second call with the same key finds the first
-- one's order. The stock rows come last and in key order: their locks are held for the shortest time and cannot deadlock.
create or replace function checkout(p_cart text, p_token text, p_key text, p_payment_token text, p_order text)
returns json language plpgsql as $$
declare
    v_order    orders;
    v_total    bigint;
    v_currency char(3);
    v_line     record;
begin
    perform 1 from carts where id = p_cart and token = p_token for update;
    if not found then
        return null;
    end if;

    select * into v_order from orders where cart_id = p_cart and idempotency_key = p_key;
    if found then
        return order_json(v_order.id);
    end if;

    select sum(l.quantity * p.price), min(p.currency) into v_total, v_currency
    from cart_lines l join products p using (sku)
    where l.cart_id = p_cart;
    if v_total is null then
        raise exception 'The cart is empty.' using errcode = 'SH422';
    end if;
    if p_payment_token <> 'tok_ok' then
        raise exception 'The payment was declined.' using errcode = 'SH402';
    end if;

    insert into orders (id, cart_id, idempotency_key, status, total, currency)
    values (p_order, p_cart, p_key, 'confirmed', v_total, v_currency);
    insert into order_lines (order_id, sku, quantity, unit_price)
    select p_order, l.sku, l.quantity, p.price
    from cart_lines l join products p using (sku)
    where l.cart_id = p_cart;
    insert into payments (id, order_id, amount, currency, token, status)
    values ('pay_' || p_order, p_order, v_total, v_currency, p_payment_token, 'captured');
    delete from cart_lines where cart_id = p_cart;

    for v_line in select sku, quantity from order_lines where order_id = p_order order by sku loop
        update stock set on_hand = on_hand - v_line.quantity, sold = sold + v_line.quantity, version = version + 1
        where sku = v_line.sku and on_hand >= v_line.quantity;
        if not found then
            raise exception 'Too few units of %.', v_line.sku using errcode = 'SH409';
        end if;
    end loop;
    return order_json(p_order);
end
$$;

create or replace function order_json(p_order text) returns json language sql stable as $$
    select json_build_object(
        'id', o.id, 'status', o.status,
        'lines', (select json_agg(json_build_object('sku', l.sku, 'quantity', l.quantity,
                     'unitPrice', json_build_object('amount', l.unit_price, 'currency', o.currency)) order by l.sku)
                  from order_lines l where l.order_id = o.id),
        'total', json_build_object('amount', o.total, 'currency', o.currency),
        'payment', (select json_build_object('id', p.id, 'status', p.status) from payments p where p.order_id = o.id))
    from orders o where o.id = p_order
$$;

-- The judge of a run: what the stock rows say next to what the order lines and the payments say.
create or replace function audit() returns json language sql stable as $$
    select json_build_object(
        'sold', (select coalesce(sum(sold), 0) from stock),
        'ordered', (select coalesce(sum(quantity), 0) from order_lines),
        'orders', (select count(*) from orders),
        'captured', (select coalesce(sum(amount), 0) from payments),
        'total', (select coalesce(sum(total), 0) from orders))
$$;
