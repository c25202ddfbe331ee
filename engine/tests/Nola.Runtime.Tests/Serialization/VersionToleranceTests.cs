using Orleans.Serialization;

namespace Nola.Runtime.Tests.Serialization;

/// <summary>
/// Types that changed between writer and reader. Declared types carry no name, so one can be read as the other.
/// </summary>
public sealed class VersionToleranceTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    [Fact]
    public void UnknownFields_AreSkipped_MissingOnesKeepDefaults()
    {
        var old = Convert<NewOrder,
            OldOrder>(new() { Number = 7, Node = new() { Name = "n" }, Again = new(), Note = "note" });
        Assert.Equal(7, old.Number);

        var @new = Convert<OldOrder, NewOrder>(new() { Number = 7 });
        Assert.Equal(7, @new.Number);
        Assert.Equal("unset", @new.Note);
        Assert.Null(@new.Node);
    }

    [Fact]
    public void ReferenceIntoSkippedField_IsReadFromThere()
    {
        var shared = new Node { Name = "shared", Others = { new() { Name = "inner" } } };
        shared.Next = shared.Others[0];

        var result = Convert<NewOrder, OldOrderWithAgain>(new() { Number = 1, Node = shared, Again = shared });

        Assert.Equal("shared", result.Again!.Name);
        Assert.Same(result.Again.Next, result.Again.Others[0]);
    }

    [Fact]
    public void ReferenceIntoSkippedTypedField_IsReadAsItsType()
    {
        var dog = new Dog { Name = "rex" };
        var result = Convert<KennelV2, KennelV1>(new() { First = dog, Second = dog, Third = new Dog { Name = "max" } });

        Assert.IsType<Dog>(result.Second);
        Assert.Equal("max", result.Third!.Name);
    }

    [Fact]
    public void Numbers_WidenAndNarrow_WithinTheirSign()
    {
        Assert.Equal(-5L, Convert<Holder<int>, Holder<long>>(new() { Value = -5 }).Value);
        Assert.Equal((short)300, Convert<Holder<int>, Holder<short>>(new() { Value = 300 }).Value);
        Assert.Equal(9ul, Convert<Holder<byte>, Holder<ulong>>(new() { Value = 9 }).Value);
        Assert.Equal(1.5, Convert<Holder<float>, Holder<double>>(new() { Value = 1.5f }).Value);
        Assert.Equal(1.5m, Convert<Holder<double>, Holder<decimal>>(new() { Value = 1.5 }).Value);
        Assert.Equal((Half)1.5, Convert<Holder<decimal>, Holder<Half>>(new() { Value = 1.5m }).Value);
        Assert.Equal(1.5f, Convert<Holder<Half>, Holder<float>>(new() { Value = (Half)1.5 }).Value);
        Assert.Equal(-5, Convert<Holder<Int128>, Holder<long>>(new() { Value = -5 }).Value);
        Assert.Equal(5, (long)Convert<Holder<uint>, Holder<UInt128>>(new() { Value = 5 }).Value);
        Assert.Throws<OverflowException>(() => Convert<Holder<int>, Holder<sbyte>>(new() { Value = 300 }));
        Assert.Throws<OverflowException>(() => Convert<Holder<ulong>, Holder<uint>>(new() { Value = ulong.MaxValue }));
        Assert.Throws<OverflowException>(() => Convert<Holder<long>, Holder<int>>(new() { Value = long.MinValue }));
        Assert.Throws<OverflowException>(() => Convert<Holder<double>, Holder<decimal>>(new() { Value = 1e300 }));
        Assert.Throws<OverflowException>(
            () => Convert<Holder<double>, Holder<float>>(new() { Value = double.MaxValue }));
    }

    [Fact]
    public void LevelOfInheritance_AddedAtTheEnd_IsSkippedOrDefault()
    {
        var animal = Convert<Puppy<string>,
            Dog>(new Puppy<string> { Name = "p", Toy = "t" }.Grow(4) as Puppy<string> ?? new() { Name = "" });
        Assert.Equal(4, animal.Age);

        var puppy = Convert<Dog, Puppy<string>>(new Dog { Name = "d" }.Grow(2));
        Assert.Equal(2, puppy.Age);
        Assert.Null(puppy.Toy);
    }

    private TTarget Convert<TSource, TTarget>(TSource value) =>
        fixture.Serializer.Deserialize<TTarget>(fixture.Serializer.SerializeToArray(value))!;
}

[GenerateSerializer]
public sealed class OldOrder
{
    [Id(0)]
    public int Number { get; set; }
}

[GenerateSerializer]
public sealed class OldOrderWithAgain
{
    [Id(0)]
    public int Number { get; set; }

    [Id(200)]
    public Node? Again { get; set; }
}

[GenerateSerializer]
public sealed class NewOrder
{
    [Id(0)]
    public int Number { get; set; }

    [Id(3)]
    public Node? Node { get; set; }

    [Id(200)]
    public Node? Again { get; set; }

    [Id(201)]
    public string Note { get; set; } = "unset";
}

[GenerateSerializer]
public sealed class KennelV1
{
    [Id(1)]
    public Animal? Second { get; set; }

    [Id(2)]
    public Animal? Third { get; set; }
}

[GenerateSerializer]
public sealed class KennelV2
{
    [Id(0)]
    public Animal? First { get; set; }

    [Id(1)]
    public Animal? Second { get; set; }

    [Id(2)]
    public Animal? Third { get; set; }
}
