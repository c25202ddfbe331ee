using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.Copiers;

// A tuple of immutable items is its own copy. The others cannot exist before their items are copied.

internal sealed class TupleCopier<T1>(CodecProvider codecs) : ValueCopier<Tuple<T1>?>
{
    private readonly LazyCopier<T1> _copier1 = new(codecs);

    public override bool IsShallow =>
        _copier1.IsShallow;

    public override Tuple<T1>? Copy(Tuple<T1>? value, CopyContext context)
    {
        if (value is null || IsShallow) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        context.Enter();
        var copy = new Tuple<T1>(
            _copier1.Copy(value.Item1, context));
        context.Leave();
        context.Remember(value, copy);
        return copy;
    }
}

internal sealed class TupleCopier<T1, T2>(CodecProvider codecs) : ValueCopier<Tuple<T1, T2>?>
{
    private readonly LazyCopier<T1> _copier1 = new(codecs);
    private readonly LazyCopier<T2> _copier2 = new(codecs);

    public override bool IsShallow =>
        _copier1.IsShallow
        && _copier2.IsShallow;

    public override Tuple<T1, T2>? Copy(Tuple<T1, T2>? value, CopyContext context)
    {
        if (value is null || IsShallow) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        context.Enter();
        var copy = new Tuple<T1, T2>(
            _copier1.Copy(value.Item1, context),
            _copier2.Copy(value.Item2, context));
        context.Leave();
        context.Remember(value, copy);
        return copy;
    }
}

internal sealed class TupleCopier<T1, T2, T3>(CodecProvider codecs) : ValueCopier<Tuple<T1, T2, T3>?>
{
    private readonly LazyCopier<T1> _copier1 = new(codecs);
    private readonly LazyCopier<T2> _copier2 = new(codecs);
    private readonly LazyCopier<T3> _copier3 = new(codecs);

    public override bool IsShallow =>
        _copier1.IsShallow
        && _copier2.IsShallow
        && _copier3.IsShallow;

    public override Tuple<T1, T2, T3>? Copy(Tuple<T1, T2, T3>? value, CopyContext context)
    {
        if (value is null || IsShallow) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        context.Enter();
        var copy = new Tuple<T1, T2, T3>(
            _copier1.Copy(value.Item1, context),
            _copier2.Copy(value.Item2, context),
            _copier3.Copy(value.Item3, context));
        context.Leave();
        context.Remember(value, copy);
        return copy;
    }
}

internal sealed class TupleCopier<T1, T2, T3, T4>(CodecProvider codecs) : ValueCopier<Tuple<T1, T2, T3, T4>?>
{
    private readonly LazyCopier<T1> _copier1 = new(codecs);
    private readonly LazyCopier<T2> _copier2 = new(codecs);
    private readonly LazyCopier<T3> _copier3 = new(codecs);
    private readonly LazyCopier<T4> _copier4 = new(codecs);

    public override bool IsShallow =>
        _copier1.IsShallow
        && _copier2.IsShallow
        && _copier3.IsShallow
        && _copier4.IsShallow;

    public override Tuple<T1, T2, T3, T4>? Copy(Tuple<T1, T2, T3, T4>? value, CopyContext context)
    {
        if (value is null || IsShallow) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        context.Enter();
        var copy = new Tuple<T1, T2, T3, T4>(
            _copier1.Copy(value.Item1, context),
            _copier2.Copy(value.Item2, context),
            _copier3.Copy(value.Item3, context),
            _copier4.Copy(value.Item4, context));
        context.Leave();
        context.Remember(value, copy);
        return copy;
    }
}

internal sealed class TupleCopier<T1, T2, T3, T4, T5>(CodecProvider codecs) : ValueCopier<Tuple<T1, T2, T3, T4, T5>?>
{
    private readonly LazyCopier<T1> _copier1 = new(codecs);
    private readonly LazyCopier<T2> _copier2 = new(codecs);
    private readonly LazyCopier<T3> _copier3 = new(codecs);
    private readonly LazyCopier<T4> _copier4 = new(codecs);
    private readonly LazyCopier<T5> _copier5 = new(codecs);

    public override bool IsShallow =>
        _copier1.IsShallow
        && _copier2.IsShallow
        && _copier3.IsShallow
        && _copier4.IsShallow
        && _copier5.IsShallow;

    public override Tuple<T1, T2, T3, T4, T5>? Copy(Tuple<T1, T2, T3, T4, T5>? value, CopyContext context)
    {
        if (value is null || IsShallow) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        context.Enter();
        var copy = new Tuple<T1, T2, T3, T4, T5>(
            _copier1.Copy(value.Item1, context),
            _copier2.Copy(value.Item2, context),
            _copier3.Copy(value.Item3, context),
            _copier4.Copy(value.Item4, context),
            _copier5.Copy(value.Item5, context));
        context.Leave();
        context.Remember(value, copy);
        return copy;
    }
}

internal sealed class TupleCopier<T1, T2, T3, T4, T5, T6>(CodecProvider codecs)
    : ValueCopier<Tuple<T1, T2, T3, T4, T5, T6>?>
{
    private readonly LazyCopier<T1> _copier1 = new(codecs);
    private readonly LazyCopier<T2> _copier2 = new(codecs);
    private readonly LazyCopier<T3> _copier3 = new(codecs);
    private readonly LazyCopier<T4> _copier4 = new(codecs);
    private readonly LazyCopier<T5> _copier5 = new(codecs);
    private readonly LazyCopier<T6> _copier6 = new(codecs);

    public override bool IsShallow =>
        _copier1.IsShallow
        && _copier2.IsShallow
        && _copier3.IsShallow
        && _copier4.IsShallow
        && _copier5.IsShallow
        && _copier6.IsShallow;

    public override Tuple<T1, T2, T3, T4, T5, T6>? Copy(Tuple<T1, T2, T3, T4, T5, T6>? value, CopyContext context)
    {
        if (value is null || IsShallow) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        context.Enter();
        var copy = new Tuple<T1, T2, T3, T4, T5, T6>(
            _copier1.Copy(value.Item1, context),
            _copier2.Copy(value.Item2, context),
            _copier3.Copy(value.Item3, context),
            _copier4.Copy(value.Item4, context),
            _copier5.Copy(value.Item5, context),
            _copier6.Copy(value.Item6, context));
        context.Leave();
        context.Remember(value, copy);
        return copy;
    }
}

internal sealed class TupleCopier<T1, T2, T3, T4, T5, T6, T7>(CodecProvider codecs)
    : ValueCopier<Tuple<T1, T2, T3, T4, T5, T6, T7>?>
{
    private readonly LazyCopier<T1> _copier1 = new(codecs);
    private readonly LazyCopier<T2> _copier2 = new(codecs);
    private readonly LazyCopier<T3> _copier3 = new(codecs);
    private readonly LazyCopier<T4> _copier4 = new(codecs);
    private readonly LazyCopier<T5> _copier5 = new(codecs);
    private readonly LazyCopier<T6> _copier6 = new(codecs);
    private readonly LazyCopier<T7> _copier7 = new(codecs);

    public override bool IsShallow =>
        _copier1.IsShallow
        && _copier2.IsShallow
        && _copier3.IsShallow
        && _copier4.IsShallow
        && _copier5.IsShallow
        && _copier6.IsShallow
        && _copier7.IsShallow;

    public override Tuple<T1, T2, T3, T4, T5, T6,
        T7>? Copy(Tuple<T1, T2, T3, T4, T5, T6, T7>? value, CopyContext context)
    {
        if (value is null || IsShallow) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        context.Enter();
        var copy = new Tuple<T1, T2, T3, T4, T5, T6, T7>(
            _copier1.Copy(value.Item1, context),
            _copier2.Copy(value.Item2, context),
            _copier3.Copy(value.Item3, context),
            _copier4.Copy(value.Item4, context),
            _copier5.Copy(value.Item5, context),
            _copier6.Copy(value.Item6, context),
            _copier7.Copy(value.Item7, context));
        context.Leave();
        context.Remember(value, copy);
        return copy;
    }
}

internal sealed class TupleCopier<T1, T2, T3, T4, T5, T6, T7, T8>(CodecProvider codecs)
    : ValueCopier<Tuple<T1, T2, T3, T4, T5, T6, T7, T8>?>
    where T8 : notnull
{
    private readonly LazyCopier<T1> _copier1 = new(codecs);
    private readonly LazyCopier<T2> _copier2 = new(codecs);
    private readonly LazyCopier<T3> _copier3 = new(codecs);
    private readonly LazyCopier<T4> _copier4 = new(codecs);
    private readonly LazyCopier<T5> _copier5 = new(codecs);
    private readonly LazyCopier<T6> _copier6 = new(codecs);
    private readonly LazyCopier<T7> _copier7 = new(codecs);
    private readonly LazyCopier<T8> _copier8 = new(codecs);

    public override bool IsShallow =>
        _copier1.IsShallow
        && _copier2.IsShallow
        && _copier3.IsShallow
        && _copier4.IsShallow
        && _copier5.IsShallow
        && _copier6.IsShallow
        && _copier7.IsShallow
        && _copier8.IsShallow;

    public override Tuple<T1, T2, T3, T4, T5, T6, T7,
        T8>? Copy(Tuple<T1, T2, T3, T4, T5, T6, T7, T8>? value, CopyContext context)
    {
        if (value is null || IsShallow) return value;
        if (context.TryGetCopy(value, out var known)) return known;

        context.Enter();
        var copy = new Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
            _copier1.Copy(value.Item1, context),
            _copier2.Copy(value.Item2, context),
            _copier3.Copy(value.Item3, context),
            _copier4.Copy(value.Item4, context),
            _copier5.Copy(value.Item5, context),
            _copier6.Copy(value.Item6, context),
            _copier7.Copy(value.Item7, context),
            _copier8.Copy(value.Rest, context));
        context.Leave();
        context.Remember(value, copy);
        return copy;
    }
}
