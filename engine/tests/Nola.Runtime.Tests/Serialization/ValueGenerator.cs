using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Serialization;

/// <summary>Makes values of every supported type from a seed.</summary>
internal sealed class ValueGenerator(int seed)
{
    private readonly Random _random = new(seed);

    public delegate void Check(RoundTripTests tests, ValueGenerator values, string context);

    public static IReadOnlyList<Check> Checks { get; } =
    [
        Of(v => v.Bool()), Of(v => (char)v.Int()), Of(v => (byte)v.Int()), Of(v => (sbyte)v.Int()),
            Of(v => (short)v.Int()),
        Of(v => (ushort)v.Int()), Of(v => v.Int()), Of(v => (uint)v.Int()), Of(v => v.Long()), Of(v => (ulong)v.Long()),
        Of(v => (float)v.Double()), Of(v => v.Double()), Of(v => v.Decimal()), Of(v => v.Text()), Of(v => v.Guid()),
        Of(v => v.Date()),
            Of(v => new DateTimeOffset(v.Date().Ticks / 4, TimeSpan.FromMinutes(v.Next(-840, 841))).AddYears(3)),
        Of(v => new TimeSpan(v.Long())), Of(v => DateOnly.FromDateTime(v.Date())),
            Of(v => TimeOnly.FromDateTime(v.Date())),
        Of(v => (Half)v.Double()), Of(v => new Int128((ulong)v.Long(), (ulong)v.Long())),
        Of(v => new UInt128((ulong)v.Long(), (ulong)v.Long())), Of(v => new BigInteger(v.Long()) * v.Long()),
        Of(v => new Rune('a' + v.Next(0, 26))), Of(v => new Uri("http://host/" + v.Next(0, 99))),
        Of(v => new Version(v.Next(0, 9), v.Next(0, 9), v.Next(0, 9))), Of(v => CultureInfo.InvariantCulture),
        Of(v => new IPAddress(v.Bytes(16))), Of(v => new IPEndPoint(new IPAddress(v.Bytes(4)), v.Next(0, 65536))),
        Of(v => v.Shade()), Of(v => v.Bool() ? v.Int() : (int?)null), Of(v => v.Bytes(v.Next(0, 40))),
        Of(v => new BitArray(v.Bytes(5)) { Length = 35 }), Of(v => v.Many(v.Int).ToArray()),
            Of(v => v.Many(v.Double).ToArray()),
        Of(v => v.Many(v.Text).ToArray()), Of(v => v.Many(v.Bool).ToArray()),
            Of(v => new[,] { { v.Text(), "b" }, { "c", v.Text() } }),
        Of(v => new int[v.Next(0, 3), 2, v.Next(0, 3)]), Of(v => v.Many(() => v.Many(v.Int).ToArray()).ToArray()),
        Of(v => v.Many(v.Int).ToList()), Of(v => v.Many(v.Text).ToList()), Of(v => v.Map()),
            Of(v => new HashSet<string?>(v.Many(v.Text))),
        Of(v => new SortedSet<int>(v.Many(v.Int))), Of(v => new Queue<int>(v.Many(v.Int))),
            Of(v => new Stack<int>(v.Many(v.Int))),
        Of(v => new LinkedList<int>(v.Many(v.Int))), Of(v => new ConcurrentQueue<string?>(v.Many(v.Text))),
        Of(v => new ConcurrentDictionary<string, int>(v.Map())), Of(v => new BitVector32(v.Int())),
        Of(v => CultureInfo.InvariantCulture.CompareInfo),
            Of(v => new SortedDictionary<int, string?> { [v.Int()] = v.Text() }),
        Of(v => new SortedList<int, string?> { [v.Int()] = v.Text() }),
            Of(v => new Collection<int>(v.Many(v.Int).ToList())),
        Of(v => new ObservableCollection<int>(v.Many(v.Int))),
            Of(v => new ReadOnlyCollection<int>(v.Many(v.Int).ToList())),
        Of(v => new ReadOnlyDictionary<string, int>(v.Map())), Of(v => v.Many(v.Int).ToImmutableArray()),
        Of(v => default(ImmutableArray<int>)), Of(v => v.Many(v.Text).ToImmutableList()),
        Of(v => v.Many(v.Int).ToImmutableHashSet()), Of(v => v.Many(v.Int).ToImmutableSortedSet()),
        Of(v => v.Map().ToImmutableDictionary()), Of(v => v.Map().ToImmutableSortedDictionary(StringComparer.Ordinal)),
        Of(v => ImmutableQueue.CreateRange(v.Many(v.Int))), Of(v => ImmutableStack.CreateRange(v.Many(v.Int))),
        Of(v => new KeyValuePair<string?, int>(v.Text(), v.Int())), Of(v => ValueTuple.Create(v.Int())),
        Of(v => (v.Int(), v.Text(), v.Bool())), Of(v => (1, 2, 3, 4, 5, 6, v.Int(), v.Text(), v.Int())),
        Of(v => (v.Int(), v.Text())), Of(v => (v.Int(), v.Text(), v.Bool(), v.Line())),
        Of(v => (1, v.Text(), 3, v.Many(v.Int), v.Int())), Of(v => (1, 2, 3, v.Text(), v.Line(), 6)),
        Of(v => (v.Line(), 2, 3, v.Bool(), 5, 6, v.Text())), Of(v => (1, 2, 3, 4, 5, 6, v.Line(), v.Text())),
        Of(v => Tuple.Create(v.Line())), Of(v => Tuple.Create(v.Int(), v.Text())),
        Of(v => Tuple.Create(v.Int(), v.Line(), v.Text())), Of(v => Tuple.Create(v.Int(), 2, v.Text(), v.Bool())),
        Of(v => Tuple.Create(v.Int(), 2, v.Text(), v.Bool(), v.Line())),
        Of(v => Tuple.Create(v.Int(), 2, 3, v.Text(), v.Bool(), v.Line())),
        Of(v => Tuple.Create(v.Int(), 2, v.Text(), 4, v.Bool(), 6, v.Line())),
        Of(v => Tuple.Create(1, 2, 3, 4, 5, 6, v.Int(), v.Text())),
        Of(v => v.Money()), Of(v => v.Line()), Of(v => new Snapshot(v.Text() ?? "", [.. v.Many(v.Line)])),
            Of(v => v.Node(3)),
        Of(v => v.Puppy()), Of(v => new Pair<int, string?> { First = v.Int(), Second = v.Text() }),
        Of(v => new Pair<Node, List<int>> { First = v.Node(1), Second = [v.Int()] }),
            Of(v => new ByName { Count = v.Int(), Text = "t" }),
        Of(v => new Foreign(v.Int())), Of(v => new ForeignDerived { Value = v.Int(), Extra = "x" }),
        Of(v => new JsonOnly { Number = v.Int(), Words = ["a", "b"] }), Of(v => new Immutable<string?>(v.Text())),
        Of(v => GrainId.Create("type", v.Guid().ToString("N"))),
            Of(v => SiloAddress.New(IPAddress.Loopback, v.Next(1, 9999), v.Next(1, 99))),
        Of(v => new Holder<Holder<Money?>> { Value = new() { Value = v.Money() } }),
            Of(v => typeof(Dictionary<string, Money[]>)),
        Of(v => (Dictionary<string, List<Pair<int, Shade>>>)new() { ["k"] =
            [new() { First = v.Int(), Second = v.Shade() }] }),
    ];

    public int Next(int minimum, int limit) => _random.Next(minimum, limit);

    public bool Bool() => _random.Next(2) == 0;

    public int Int() => (int)Long();

    // Numbers of every length, so that all sizes of the variable-length form occur.
    public long Long() => _random.NextInt64(long.MinValue, long.MaxValue) >> _random.Next(0, 64);

    public double Double() => _random
        .Next(8) switch
    { 0 => double.NaN, 1 => double.NegativeInfinity, 2 => -0.0, _ => _random.NextDouble() * Int() };

    public decimal Decimal() => new(Int(), Int(), Int(), Bool(), (byte)_random.Next(0, 29));

    public string? Text() => _random.Next(10) switch
    {
        0 => null,
        1 => "",
        2 => new string('é', _random.Next(1, 300)),
        3 => "漢字😀" + Int(),
        _ => new string('x', _random.Next(1, 60)) + Int(),
    };

    public Guid Guid() => new(Bytes(16));

    public DateTime Date() => new(_random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)_random.Next(3));

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    public IEnumerable<T> Many<T>(Func<T> make) =>
        Enumerable.Range(0, _random.Next(0, 12)).Select(_ => make()).ToList();

    public Shade Shade() => Bool() ? Serialization.Shade.Light : Serialization.Shade.Dark;

    public Money Money() => new(Long(), Bool() ? "EUR" : "USD");

    public Line Line() => new(Text() ?? "", Int(), Money()) { Note = Text() };

    public Dictionary<string, int> Map() => Many(Int).Distinct().ToDictionary(key => $"key {key}");

    public Node Node(int depth)
    {
        var node = new Node { Name = Text() ?? "", Tag = Bool() ? Money() : Text() };
        if (depth == 0) return node;

        node.Next = Node(depth - 1);
        node.Others.AddRange([node.Next, node, Node(depth - 1)]);
        return node;
    }

    public Puppy<string> Puppy()
    {
        var puppy = new Puppy<string> { Name = "p", Toy = Text(), Shades = { ["a"] = Shade() } };
        puppy.Grow(Int());
        puppy.Learn("sit");
        return puppy;
    }

    private static Check Of<T>(Func<ValueGenerator, T> make) =>
        (tests, values, context) => tests.Check(make(values), context);
}
