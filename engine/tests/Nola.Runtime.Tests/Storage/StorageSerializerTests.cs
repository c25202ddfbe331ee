using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Tests.Hosting;
using Nola.Runtime.Tests.Streams;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Nola.Runtime.Tests.Storage;

public sealed class StorageSerializerTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync(silo => silo
        .UseSystemTextJsonGrainStorageSerializer()
        .AddMemoryGrainStorage("codecs", storage => storage.Configure<Serializer>((options, serializer) =>
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer))));

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public void SystemTextJson_WithAGrainReference_ReadsItBack()
    {
        var serializer = _silo.Services.GetRequiredService<IGrainStorageSerializer>();
        var grain = _silo.Grains.GetGrain<IManagedGrain>(7);

        var stored = serializer.Serialize(new Note { Text = "hi", Author = grain, Id = ((GrainReference)grain).GrainId });
        var read = serializer.Deserialize<Note>(stored);

        Assert.IsType<SystemTextJsonGrainStorageSerializer>(serializer);
        Assert.Contains("\"Text\":\"hi\"", stored.ToString(), StringComparison.Ordinal);
        Assert.Equal("hi", read!.Text);
        Assert.Equal(grain, read.Author);
        Assert.Equal(7, read.Author!.GetPrimaryKeyLong());
        Assert.Equal(read.Id, ((GrainReference)grain).GrainId);
    }

    [Fact]
    public async Task MemoryStorage_WithASerializerOfItsOwn_UsesIt()
    {
        var storage = _silo.Services.GetRequiredKeyedService<IGrainStorage>("codecs");
        var id = GrainId.Create("note", "1");

        await storage.WriteStateAsync("note", id, new GrainState<Note>(new Note { Text = "kept" }));
        var read = new GrainState<Note>();
        await storage.ReadStateAsync("note", id, read);

        Assert.Equal("kept", read.State!.Text);
    }

    [Fact]
    public void GrainStorageSerializer_OfAnotherFormat_FallsBack()
    {
        var json = _silo.Services.GetRequiredService<IGrainStorageSerializer>();
        var codecs = new OrleansGrainStorageSerializer(_silo.Services.GetRequiredService<Serializer>());
        var both = new GrainStorageSerializer(json, codecs);

        Assert.Equal("old", both.Deserialize<Note>(codecs.Serialize(new Note { Text = "old" }))!.Text);
        Assert.Equal("new", both.Deserialize<Note>(json.Serialize(new Note { Text = "new" }))!.Text);
        Assert.Equal("new", both.Deserialize<Note>(json.Serialize(new Note { Text = "new" }).ToMemory())!.Text);
        Assert.Throws<AggregateException>(() => both.Deserialize<Note>(new BinaryData(Encoding.UTF8.GetBytes("{"))));
    }
}

[GenerateSerializer]
public sealed class Note
{
    [Id(0)]
    public string Text { get; set; } = string.Empty;

    [Id(1)]
    public IManagedGrain? Author { get; set; }

    [Id(2)]
    public GrainId Id { get; set; }
}
