using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Tests.Hosting;
using Orleans.Serialization;

namespace Nola.Runtime.Tests.Serialization;

public sealed class ObjectSerializerTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    private ObjectSerializer Serializer => _silo.Services.GetRequiredService<ObjectSerializer>();

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public void Serialize_IntoAnything_IsReadBackFromAnything()
    {
        List<int> value = [1, 2, 3];
        var bytes = Serializer.SerializeToArray(value, typeof(List<int>));
        var stream = new MemoryStream();
        var array = new byte[100];
        Memory<byte> memory = new byte[100];
        Span<byte> span = new byte[100];
        var buffer = new ArrayBufferWriter<byte>();

        Serializer.Serialize(value, stream, typeof(List<int>));
        Serializer.Serialize(value, ref memory, typeof(List<int>));
        Serializer.Serialize(value, ref span, typeof(List<int>));
        Serializer.Serialize(value, buffer, typeof(List<int>));
        var length = Serializer.Serialize(value, array, typeof(List<int>));
        var segmentLength = Serializer.Serialize(value, new ArraySegment<byte>(array, 50, 50), typeof(List<int>));

        Assert.Equal((bytes.Length, bytes.Length), (length, segmentLength));
        Assert.Equal(bytes, stream.ToArray());
        Assert.Equal(bytes, memory.ToArray());
        Assert.Equal(bytes, span.ToArray());
        Assert.Equal(bytes, buffer.WrittenSpan.ToArray());
        stream.Position = 0;
        Assert.Equal(value, Serializer.Deserialize(stream, typeof(List<int>)));
        Assert.Equal(value, Serializer.Deserialize(memory, typeof(List<int>)));
        Assert.Equal(value, Serializer.Deserialize(new ReadOnlySequence<byte>(bytes), typeof(List<int>)));
        Assert.Equal(value, Serializer.Deserialize(new ArraySegment<byte>(array, 50, length), typeof(List<int>)));
    }

    [Fact]
    public void Deserialize_TypeWithSomethingToDo_TellsItWhereItIs()
    {
        var bytes = Serializer.SerializeToArray(new Awoken { Value = 7 }, typeof(Awoken));

        var read = Assert.IsType<Awoken>(Serializer.Deserialize(bytes, typeof(Awoken)));

        Assert.Equal(7, read.Value);
        Assert.NotNull(read.Context?.ServiceProvider.GetService<IGrainFactory>());
        Assert.NotNull(read.Context?.RuntimeClient);
    }
}
