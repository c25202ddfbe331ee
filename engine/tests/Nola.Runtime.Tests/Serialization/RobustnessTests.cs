using System.Buffers;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Tests.Serialization;

/// <summary>Whatever bytes arrive, reading ends with a value or a <see cref="SerializerException"/>.</summary>
public sealed class RobustnessTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    private const int Mutations = 30_000;
    private const int AllocatedMax = 64 * 1024 * 1024;

    [Fact]
    public void TruncatedPayload_EveryLength_IsRefused()
    {
        foreach (var (bytes, read) in Payloads())
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                var part = bytes[..length];
                Assert.ThrowsAny<SerializerException>(() => read(part));
            }
        }
    }

    [Fact]
    public void MutatedPayload_ManyMutations_NeverBreaksTheReader()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        var payloads = Payloads().ToList();
        for (var i = 0; i < Mutations; i++)
        {
            var (bytes, read) = payloads[i % payloads.Count];
            var mutated = (byte[])bytes.Clone();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(mutated);
            }
            catch (Exception exception) when (exception is SerializerException or OverflowException)
            {
                // The refusal that is asked for.
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {Seed}, mutation {i}, {Convert.ToHexString(mutated)}: {exception}");
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedMax);
        }
    }

    [Fact]
    public void HugeCount_FewBytes_IsRefusedWithoutAllocating()
    {
        var bytes = Write((ref Writer writer) =>
        {
            writer.WriteFieldHeader(0, FieldLayout.Group);
            writer.WriteField(0, int.MaxValue - 1u);
            writer.WriteEnd();
        });

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SerializerException>(() => fixture.Serializer.Deserialize<string[]>(bytes));
        Assert.Throws<SerializerException>(() => fixture.Serializer.Deserialize<List<string>>(bytes));
        Assert.Throws<SerializerException>(() => fixture.Serializer.Deserialize<Dictionary<string, int>>(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void DeepGraph_WriteReadAndCopy_AreRefused()
    {
        var deep = new Node();
        for (var i = 0; i < 100_000; i++)
        {
            deep = new Node { Next = deep };
        }

        Assert.Throws<SerializerException>(() => fixture.Serializer.SerializeToArray(deep));
        Assert.Throws<SerializerException>(() => fixture.Copier.Copy(deep));

        // A group in a group in a group, in a field that the reader does not know.
        var bytes = Enumerable.Repeat((byte)((15 << 3) | (int)FieldLayout.Group), 1_000_000).ToArray();
        bytes[0] = (byte)FieldLayout.Group;
        Assert.Throws<SerializerException>(() => fixture.Serializer.Deserialize<Node>(bytes));
    }

    [Fact]
    public void SessionAfterFailure_NextPayload_IsReadAsEver()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.ThrowsAny<SerializerException>(() => fixture.Serializer.Deserialize<Node>([0x04, 0x07 << 3]));
            Assert.Equal("n", fixture.RoundTrip(new Node { Name = "n" })!.Name);
        }
    }

    [Fact]
    public void ValueOfEveryLayout_WhereANumberIsExpected_IsReadOrRefused()
    {
        for (var layout = 0; layout < 8; layout++)
        {
            byte[] bytes = [(byte)layout, 1, .. new byte[20]];
            Type[] types = [typeof(double), typeof(float), typeof(Half), typeof(decimal), typeof(Int128), typeof(long)];
            foreach (var type in types)
            {
                var failure = Record.Exception(() => fixture.Objects.Deserialize(bytes, type));
                Assert.True(failure is null or SerializerException, $"{type} from layout {layout}: {failure}");
            }
        }
    }

    [Fact]
    public void TypeName_Deep_IsRefused()
    {
        var name =
            string.Concat(Enumerable.Repeat("System.Collections.Generic.List`1<", 40)) + "int" + new string('>', 40);
        var bytes = Write((ref Writer writer) =>
        {
            writer.WriteFieldHeader(0, FieldLayout.Typed);
            writer.WriteByte(0);
            writer.WriteString(name);
            writer.WriteNull(0);
        });

        Assert.Throws<SerializerException>(() => fixture.Serializer.Deserialize<object>(bytes));
    }

    private delegate void WriteAction(ref Writer writer);

    private byte[] Write(WriteAction write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var session = fixture.Codecs.GetSession();
        var writer = new Writer(buffer, session);
        write(ref writer);
        writer.Commit();
        return buffer.WrittenSpan.ToArray();
    }

    private IEnumerable<(byte[] Bytes, Action<byte[]> Read)> Payloads()
    {
        var values = new ValueGenerator(7);
        yield return Payload(values.Node(3));
        yield return Payload<object>(values.Puppy());
        yield return Payload(Enumerable.Range(0, 20).Select(_ => values.Line()).ToArray());
        yield return Payload<object>(
            new Dictionary<string, object?> { ["a"] = values.Money(), ["b"] = new[,] { { 1, 2 }, { 3, 4 } } });
        yield return Payload<Exception>(new AggregateException(new ShopException("x"), new TimeoutException("y")));
        yield return Payload<object>(
            new object?[] { values.Decimal(), values.Guid(), values.Date(), 1.5, new Version(1, 2), typeof(Money) });
        yield return Payload<object>((1, "two", Tuple.Create(3, values.Line())));
    }

    private (byte[] Bytes, Action<byte[]> Read) Payload<T>(T value) =>
        (fixture.Serializer.SerializeToArray(value), bytes => fixture.Serializer.Deserialize<T>(bytes));
}
