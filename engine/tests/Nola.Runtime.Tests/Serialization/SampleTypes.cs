using System.Collections.Immutable;
using Orleans.Concurrency;
using Orleans.Serialization;

namespace Nola.Runtime.Tests.Serialization;

[GenerateSerializer]
public enum Shade : byte
{
    Light,
    Dark = 200,
}

[GenerateSerializer, Immutable, Alias("test.money")]
public readonly record struct Money(long MinorUnits, string Currency);

[GenerateSerializer]
public sealed record Line(string Sku, int Quantity, Money Price)
{
    [Id(0)]
    public string? Note { get; init; }
}

[GenerateSerializer, Immutable]
public sealed record Snapshot([property: Id(0)] string Name, [property: Id(1)] ImmutableArray<Line> Lines);

[GenerateSerializer]
public sealed class Node
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public Node? Next { get; set; }

    [Id(2)]
    public List<Node> Others { get; } = [];

    [Id(3)]
    public object? Tag { get; set; }
}

[GenerateSerializer]
public abstract class Animal
{
    [Id(0)]
    private readonly List<string> _tricks = [];

    [Id(1)]
    public required string Name { get; init; }

    public IReadOnlyList<string> Tricks => _tricks;

    public void Learn(string trick) => _tricks.Add(trick);
}

[GenerateSerializer]
public class Dog : Animal
{
    [Id(0)]
    public int Age { get; private set; }

    public Dog Grow(int years)
    {
        Age += years;
        return this;
    }
}

[GenerateSerializer, Alias("test.puppy")]
public sealed class Puppy<TToy> : Dog
    where TToy : notnull
{
    [Id(0)]
    public TToy? Toy { get; set; }

    [Id(1)]
    public Dictionary<TToy, Shade> Shades { get; init; } = [];
}

[GenerateSerializer]
public struct Pair<TFirst, TSecond>
{
    [Id(0)]
    private TFirst _first;

    [Id(1)]
    public TSecond Second { get; set; }

    public TFirst First
    {
        readonly get => _first;
        set => _first = value;
    }
}

[GenerateSerializer]
public sealed class ShopException : Exception
{
    public ShopException()
    {
    }

    public ShopException(string message)
        : base(message)
    {
    }

    public ShopException(string message, Exception inner)
        : base(message, inner)
    {
    }

    [Id(0)]
    public string Code { get; set; } = "";
}

public sealed class PlainException(string message) : Exception(message);

[GenerateSerializer, SuppressReferenceTracking]
public sealed class Untracked
{
    [Id(0)]
    public int Value { get; set; }
}

[GenerateSerializer(GenerateFieldIds = GenerateFieldIds.PublicProperties)]
public sealed class ByName
{
    public int Count { get; set; }

    public string Text { get; set; } = "";
}

public sealed class Foreign(int value)
{
    public int Value => value;
}

public class ForeignBase
{
    public int Value { get; set; }
}

[GenerateSerializer]
public sealed class ForeignDerived : ForeignBase
{
    [Id(0)]
    public string Extra { get; set; } = "";
}

[GenerateSerializer]
public struct ForeignSurrogate
{
    [Id(0)]
    public int Value { get; set; }
}

[RegisterConverter]
public sealed class ForeignConverter : IConverter<Foreign, ForeignSurrogate>
{
    public Foreign ConvertFromSurrogate(in ForeignSurrogate surrogate) => new(surrogate.Value);

    public ForeignSurrogate ConvertToSurrogate(in Foreign value) => new() { Value = value.Value };
}

[RegisterConverter]
public sealed class ForeignBaseConverter
    : IConverter<ForeignBase, ForeignSurrogate>, IPopulator<ForeignBase, ForeignSurrogate>
{
    public ForeignBase ConvertFromSurrogate(in ForeignSurrogate surrogate) => new() { Value = surrogate.Value };

    public ForeignSurrogate ConvertToSurrogate(in ForeignBase value) => new() { Value = value.Value };

    public void Populate(in ForeignSurrogate surrogate, ForeignBase value) => value.Value = surrogate.Value;
}

[GenerateSerializer, SerializationCallbacks(typeof(Hooks))]
public sealed class Hooked
{
    [Id(0)]
    public int Value { get; set; }

    [field: NonSerialized]
    public List<string> Seen { get; } = [];
}

public sealed class Hooks
{
    public void OnSerializing(Hooked value) => value.Seen.Add(nameof(OnSerializing));

    public void OnSerialized(Hooked value) => value.Seen.Add(nameof(OnSerialized));

    public void OnDeserializing(Hooked value) => value.Seen.Add(nameof(OnDeserializing));

    public void OnDeserialized(Hooked value) => value.Seen.Add(nameof(OnDeserialized));

    public void OnCopying(Hooked original, Hooked copy) => copy.Seen.Add(nameof(OnCopying));

    public void OnCopied(Hooked original, Hooked copy) => copy.Seen.Add(nameof(OnCopied));
}

public sealed class JsonOnly
{
    public int Number { get; set; }

    public List<string> Words { get; set; } = [];
}

[GenerateSerializer]
public sealed class Holder<T>
{
    [Id(0)]
    public T? Value { get; set; }
}
