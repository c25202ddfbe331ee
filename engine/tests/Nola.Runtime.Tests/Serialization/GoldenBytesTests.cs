namespace Nola.Runtime.Tests.Serialization;

/// <summary>
/// The format, byte by byte (docs/design/wire-serialization.md). A change here breaks stored state and mixed clusters.
/// </summary>
public sealed class GoldenBytesTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    [Fact]
    public void Scalars_HaveTheirBytes()
    {
        Expect(0, "00 00");
        Expect(-1, "00 01");
        Expect(300, "00 D8 04");
        Expect(300u, "00 AC 02");
        Expect(true, "00 01");
        Expect(1.5, "02 000000000000F83F");
        Expect(1.5f, "01 0000C03F");
        Expect("hé", "03 03 68C3A9");
        Expect<string?>(null, "05 00");
        Expect(new byte[] { 1, 2 }, "03 02 0102");
        Expect(new Guid("00112233-4455-6677-8899-aabbccddeeff"), "03 10 33221100554477668899AABBCCDDEEFF");
        Expect(new DateTime(1, DateTimeKind.Utc), "02 0100000000000040");
        Expect<int?>(5, "00 0A");
    }

    [Fact]
    public void Composites_HaveTheirBytes()
    {
        // Money is a record struct: its positional members have the odd numbers 1 and 3.
        Expect(new Money(2, "EUR"), "04 08 04 1B 03 455552 07");
        Expect(new List<int> { 1, 2 }, "04 00 02 08 02 08 04 07");
        Expect(new[] { 1, 2 }, "03 08 01000000 02000000");
        Expect((1, "a"), "04 00 02 0B 01 61 07");
        // Field 0 is the base class's, the end of its level is 0F.
        Expect(new Dog { Name = "r" }, "04 04 00 00 07 0B 01 72 0F 00 00 07");
    }

    [Fact]
    public void TypedAndShared_HaveTheirBytes()
    {
        // The type's name at position 3, then a reference to it as position + 1.
        Expect<object?[]>(
            [new Money(2, "E"), new Money(4, "E")],
            "04 00 02 0E 00 0A 746573742E6D6F6E6579 04 08 04 1B 01 45 07 0E 06 04 08 08 1B 01 45 07 07");
        var node = new Untracked { Value = 1 };
        Expect(new[] { node, node }, "04 00 02 0C 00 02 07 0C 00 02 07 07");
        var shared = new byte[] { 9 };
        Expect(new[] { shared, shared }, "04 00 02 0B 01 09 0D 05 07");
    }

    private void Expect<T>(T value, string hex)
    {
        var bytes = fixture.Serializer.SerializeToArray(value);
        Assert.Equal(hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(bytes));
    }
}
