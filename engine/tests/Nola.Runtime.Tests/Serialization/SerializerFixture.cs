using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Nola.Runtime.Tests.Serialization;

/// <summary>A serializer as a host has it.</summary>
public sealed class SerializerFixture : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSerializer(builder => builder.AddJsonSerializer(type => type == typeof(JsonOnly)))
        .BuildServiceProvider();

    public Serializer Serializer => _services.GetRequiredService<Serializer>();

    public ObjectSerializer Objects => _services.GetRequiredService<ObjectSerializer>();

    public DeepCopier Copier => _services.GetRequiredService<DeepCopier>();

    public CodecProvider Codecs => _services.GetRequiredService<CodecProvider>();

    public T? RoundTrip<T>(T? value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value));

    public void Dispose() => _services.Dispose();
}
