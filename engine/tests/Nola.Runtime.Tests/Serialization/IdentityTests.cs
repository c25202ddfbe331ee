using System.Collections.Immutable;
using Orleans.Serialization;

namespace Nola.Runtime.Tests.Serialization;

/// <summary>Which objects stay the same object, on the wire and in copies.</summary>
public sealed class IdentityTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    [Fact]
    public void Cycle_RoundTripAndCopy_IsKept()
    {
        var first = new Node { Name = "first" };
        first.Next = new Node { Name = "second", Next = first, Tag = first };

        foreach (var result in Both(first))
        {
            Assert.NotSame(first, result);
            Assert.Same(result, result.Next!.Next);
            Assert.Same(result, result.Next.Tag);
        }
    }

    [Fact]
    public void ArrayThatContainsItself_RoundTripAndCopy_IsKept()
    {
        var array = new object?[2];
        array[0] = array;
        array[1] = new List<object?> { array };

        foreach (var result in Both(array))
        {
            Assert.Same(result, result[0]);
            Assert.Same(result, ((List<object?>)result[1]!)[0]);
        }
    }

    [Fact]
    public void SharedObject_ManyReferences_StaysOne()
    {
        var shared = new Node { Name = "shared" };
        List<Node> list =
            [.. Enumerable.Repeat(shared, 50), .. Enumerable.Range(0, 50).Select(_ => new Node()), shared];

        foreach (var result in Both(list))
        {
            Assert.Equal(51, result.Distinct(ReferenceEqualityComparer.Instance).Count());
            Assert.Same(result[0], result[^1]);
        }
    }

    [Fact]
    public void Untracked_SameObjectTwice_BecomesTwo()
    {
        var value = new Untracked { Value = 5 };
        var result = fixture.RoundTrip(new[] { value, value })!;
        Assert.NotSame(result[0], result[1]);
        Assert.Equal(5, result[1].Value);
    }

    [Fact]
    public void Comparer_OfStrings_IsKept()
    {
        var map = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["Key"] = 1 };
        var set = new HashSet<string>(StringComparer.Ordinal) { "a" };

        Assert.All(Both(map), result => Assert.Equal(1, result["KEY"]));
        Assert.All(Both(set), result => Assert.Same(StringComparer.Ordinal, result.Comparer));
    }

    [Fact]
    public void Copy_OfImmutableValues_IsTheValueItself()
    {
        var snapshot = new Snapshot("s", [new Line("a", 1, new Money(1, "EUR"))]);
        var list = ImmutableList.Create("a", "b");
        var tuple = Tuple.Create(1, "x");

        Assert.Same(snapshot, fixture.Copier.Copy(snapshot));
        Assert.Same(list, fixture.Copier.Copy(list));
        Assert.Same(tuple, fixture.Copier.Copy(tuple));
    }

    [Fact]
    public void Copy_OfImmutableCollectionOfMutableElements_CopiesThem()
    {
        var list = ImmutableList.Create(new Node { Name = "n" });
        var copy = fixture.Copier.Copy(list);
        Assert.NotSame(list[0], copy[0]);
        Assert.Equal("n", copy[0].Name);
    }

    [Fact]
    public void Enumerable_OfUnregisteredType_ArrivesAsList()
    {
        var query = Enumerable.Range(1, 3).Where(number => number != 2);
        foreach (var result in Both(query))
        {
            Assert.Equal([1, 3], Assert.IsType<List<int>>(result));
        }

        IReadOnlyList<int> array = [1, 2];
        Assert.All(Both(array), result => Assert.Equal(array, result));
        Assert.IsType<int[]>(fixture.RoundTrip<IReadOnlyList<int>>(new[] { 1 }));
        Assert.IsType<HashSet<int>>(fixture.RoundTrip<IEnumerable<int>>(new HashSet<int> { 1 }));
    }

    [Fact]
    public void DerivedValue_InSlotOfBase_KeepsItsType()
    {
        var puppy = new Puppy<string> { Name = "p", Toy = "ball" };
        puppy.Learn("sit");

        foreach (var result in Both<Animal>(puppy))
        {
            var read = Assert.IsType<Puppy<string>>(result);
            Assert.Equal(["sit"], read.Tricks);
            Assert.Equal("ball", read.Toy);
        }
    }

    [Fact]
    public void Hooks_AreCalledInOrder()
    {
        var value = new Hooked { Value = 3 };
        var read = fixture.RoundTrip(value)!;
        var copy = fixture.Copier.Copy(value);

        Assert.Equal(["OnSerializing", "OnSerialized"], value.Seen);
        Assert.Equal(["OnDeserializing", "OnDeserialized"], read.Seen);
        Assert.Equal(["OnCopying", "OnCopied"], copy.Seen);
    }

    [Fact]
    public void UnknownType_Serialize_NamesTheType()
    {
        var exception = Assert.Throws<CodecNotFoundException>(() => fixture.RoundTrip<object>(new PlainClass()));
        Assert.Contains(nameof(PlainClass), exception.Message, StringComparison.Ordinal);
        Assert.Throws<CodecNotFoundException>(() => fixture.Copier.Copy(new PlainClass()));
    }

    private T[] Both<T>(T value) => [fixture.RoundTrip(value)!, fixture.Copier.Copy(value)!];

    private sealed class PlainClass;
}
