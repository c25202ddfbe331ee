using System.Buffers;
using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;

namespace Nola.Runtime.Tests.Serialization;

/// <summary>Codecs, copiers and activators as programs for Orleans write them.</summary>
public sealed class OrleansCodecTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddSerializer(builder =>
        {
            builder.AddJsonSerializer(static _ => false);
            builder.Services.AddSingleton<OpaqueCodec>();
            builder.Services.AddSingleton<IGeneralizedCodec>(s => s.GetRequiredService<OpaqueCodec>());
            builder.Services.AddSingleton<IGeneralizedCopier>(s => s.GetRequiredService<OpaqueCodec>());
        })
        .BuildServiceProvider();

    private Serializer Serializer => _services.GetRequiredService<Serializer>();

    private DeepCopier Copier => _services.GetRequiredService<DeepCopier>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Object_WithReferencesAndUnknownFields_IsReadAsItWasWritten()
    {
        var shared = new Waypoint(2, "end");
        var payload = Serializer.SerializeToArray(new[] { new Waypoint(1, null) { Next = shared }, shared });

        var read = Serializer.Deserialize<Waypoint[]>(payload)!;

        Assert.Equal((1, 2), (read[0].X, read[1].X));
        Assert.Null(read[0].Name);
        Assert.Equal("end", read[1].Name);
        Assert.Same(read[0].Next, read[1]);
    }

    [Fact]
    public void Object_InGeneratedCode_SharesReferencesWithIt()
    {
        var point = new Waypoint(7, "x");
        var value = new ModernChild { Number = 3, Text = "base", Start = point, End = point, Warmth = new(36.6) };

        var read = Serializer.Deserialize<ModernChild>(Serializer.SerializeToArray(value))!;
        var copy = Copier.Copy(value);

        Assert.All([read, copy], result =>
        {
            Assert.Equal((3, "base", 7), (result.Number, result.Text, result.Start!.X));
            Assert.Same(result.Start, result.End);
            Assert.NotSame(point, result.Start);
            Assert.Equal(36.6, result.Warmth.Value);
        });
    }

    [Fact]
    public void Values_DeclaredAsObject_KeepTheirTypes()
    {
        object[] values = [new Waypoint(1, "a"), new Degrees(2), new Sealed<Degrees>(new(3)), new Opaque("b"), 5];
        object[] again = [.. values, values[0], values[3]];

        var read = Serializer.Deserialize<object[]>(Serializer.SerializeToArray(again))!;

        Assert.Equal("a", Assert.IsType<Waypoint>(read[0]).Name);
        Assert.Equal(values[1..5], read[1..5]);
        Assert.Same(read[0], read[5]);
        Assert.Same(read[3], read[6]);
    }

    [Fact]
    public void Field_ThatIsNoLongerKnown_IsSkippedAndStillReferredTo()
    {
        var opaque = new Opaque("kept");
        var written = new NewOwner { Extra = opaque, Points = [new(1, "p")], Same = opaque, Count = 9 };

        var bytes = Serializer.SerializeToArray(written);
        var read = Serializer.Deserialize<OldOwner>(bytes)!;

        Assert.Equal(9, read.Count);
        Assert.Equal("kept", Assert.IsType<Opaque>(read.Same).Content);
    }

    [Fact]
    public void Copy_OfAGraph_KeepsItsShape()
    {
        var point = new Waypoint(1, "loop");
        point.Next = point;

        var copy = Copier.Copy(new List<Waypoint> { point, point });

        Assert.NotSame(point, copy[0]);
        Assert.Same(copy[0], copy[1]);
        Assert.Same(copy[0], copy[0].Next);
        Assert.Equal(new Sealed<string>("s"), Copier.Copy(new Sealed<string>("s")));
    }

    [Fact]
    public void Activator_RegisteredOrDefault_MakesTheObjects()
    {
        var tended = new Tended("test") { Height = 5 };

        Assert.Equal(("activator", 5), Of(Serializer.Deserialize<Tended>(Serializer.SerializeToArray(tended))!));
        Assert.Equal(("activator", 5), Of(Copier.Copy(tended)));
        var prepared = Serializer.Deserialize<Prepared>(Serializer.SerializeToArray(new Prepared { Other = 1 }));
        Assert.Equal((4, 1), (prepared.Value, prepared.Other));

        static (string Gardener, int Height) Of(Tended value) => (value.Gardener, value.Height);
    }

    [Fact]
    public void Services_CodecsAndCopiers_AreInjected()
    {
        var codec = _services.GetRequiredService<IFieldCodec<Waypoint>>();
        using var session = _services.GetRequiredService<SerializerSessionPool>().GetSession();
        var buffer = new ArrayBufferWriter<byte>();
        var writer = Writer.Create(buffer, session);
        codec.WriteField(ref writer, 0, typeof(Waypoint), new Waypoint(8, "w"));
        codec.WriteField(ref writer, 1, typeof(object), new Waypoint(9, "v"));
        writer.Commit();
        session.Reset();

        var reader = Reader.Create(buffer.WrittenSpan, session);
        var first = codec.ReadValue(ref reader, reader.ReadFieldHeader());
        var header = reader.ReadFieldHeader();
        var second = codec.ReadValue(ref reader, header);

        Assert.Equal((8, 9), (first!.X, second!.X));
        Assert.Equal((1u, typeof(Waypoint)), (header.FieldIdDelta, header.FieldType));
        Assert.Equal(0, reader.Remaining);
        using var context = _services.GetRequiredService<CopyContextPool>().GetContext();
        Assert.Equal(8, _services.GetRequiredService<IDeepCopier<Waypoint>>().DeepCopy(first, context).X);
    }

    [Fact]
    public void Serializer_Overloads_GiveTheSameValue()
    {
        var serializer = _services.GetRequiredService<Serializer<Waypoint>>();
        using var session = Serializer.SessionPool.GetSession();
        var value = new Waypoint(3, "all");
        var bytes = serializer.SerializeToArray(value);
        var stream = new MemoryStream();
        serializer.Serialize(value, stream, session);
        var buffer = new ArrayBufferWriter<byte>();
        serializer.Serialize(value, buffer, session);

        Assert.Equal(bytes, stream.ToArray());
        Assert.Equal(bytes, buffer.WrittenSpan.ToArray());
        stream.Position = 0;
        Waypoint?[] read =
        [
            serializer.Deserialize(bytes, session),
            serializer.Deserialize(bytes.AsSpan(), session),
            serializer.Deserialize(new ReadOnlyMemory<byte>(bytes), session),
            serializer.Deserialize(new ReadOnlySequence<byte>(bytes), session),
            serializer.Deserialize(stream, session),
        ];
        Assert.All(read, point => Assert.Equal("all", point!.Name));
    }

    [Fact]
    public void Collections_AsBaseClasses_KeepElementsAndMembers()
    {
        var list = new NamedList { Name = "n" };
        list.AddRange(["a", "b"]);
        var map = new NamedMap { ["A"] = new Waypoint(1, "x") };
        map.Default = map["a"];

        var lists = new[] { Serializer.Deserialize<NamedList>(Serializer.SerializeToArray(list))!, Copier.Copy(list) };
        var maps = new[] { Serializer.Deserialize<NamedMap>(Serializer.SerializeToArray(map))!, Copier.Copy(map) };

        Assert.All(lists, result => Assert.Equal(("n", "a,b"), (result.Name, string.Join(',', result))));
        Assert.All(maps, result => Assert.Same(result["a"], result.Default));
    }

    [Fact]
    public void NameValueCollection_KeysWithManyValuesAndNone_ComeBack()
    {
        var values = new NameValueCollection { { "a", "1" }, { "a", "2" }, { "b", null }, { null, "3" } };

        NameValueCollection[] results =
            [Serializer.Deserialize<NameValueCollection>(Serializer.SerializeToArray(values))!, Copier.Copy(values)];

        Assert.All(results, result =>
        {
            Assert.Equal(values.AllKeys, result.AllKeys);
            Assert.Equal(values.GetValues("a"), result.GetValues("a"));
            Assert.Null(result["b"]);
            Assert.Equal("3", result[null]);
        });
    }

    [Fact]
    public void Json_DocumentsAndNodes_ComeBackByAnyDeclaredType()
    {
        JsonNode node = new JsonObject { ["a"] = new JsonArray(1, "two", null), ["b"] = 2.5, ["c"] = true };
        var element = JsonSerializer.SerializeToElement(new { x = 1 });
        object[] values = [node, JsonValue.Create(5), new JsonArray(1), element];

        var read = Serializer.Deserialize<JsonNode>(Serializer.SerializeToArray(node))!;
        var copy = Copier.Copy(node);
        var objects = Serializer.Deserialize<object[]>(Serializer.SerializeToArray(values))!;

        Assert.NotSame(node, copy);
        Assert.All([read, copy], result => Assert.True(JsonNode.DeepEquals(node, result)));
        Assert.Equal(values.Select(JsonText), objects.Select(JsonText));
        Assert.IsType<JsonArray>(objects[2]);
        Assert.Equal(7, (int)Serializer.Deserialize<JsonValue>(Serializer.SerializeToArray(JsonValue.Create(7)))!);

        static string JsonText(object value) => JsonSerializer.Serialize(value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Payload_Damaged_IsRefusedOrReadAsSomething(int seed)
    {
        var random = new Random(seed);
        object[] values = [new Waypoint(1, "a") { Next = new(2, "b") }, new Sealed<Opaque>(new("c")), new Degrees(1)];
        var payload = Serializer.SerializeToArray(values);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = payload.ToArray();
            for (var hit = 0; hit <= i % 3; hit++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                Serializer.Deserialize<object[]>(damaged.AsSpan(0, random.Next(1, damaged.Length + 1)));
            }
            catch (Exception exception) when (exception is SerializerException or OverflowException)
            {
                continue;
            }
        }
    }
}

[GenerateSerializer]
public sealed class NamedList : List<string>
{
    [Id(0)]
    public string? Name { get; set; }
}

[GenerateSerializer]
public sealed class NamedMap() : Dictionary<string, Waypoint>(StringComparer.OrdinalIgnoreCase)
{
    [Id(0)]
    public Waypoint? Default { get; set; }
}

[GenerateSerializer]
public sealed class NewOwner
{
    [Id(0)]
    public object? Extra { get; set; }

    [Id(1)]
    public List<Waypoint>? Points { get; set; }

    [Id(2)]
    public object? Same { get; set; }

    [Id(3)]
    public int Count { get; set; }
}

[GenerateSerializer]
public sealed class OldOwner
{
    [Id(2)]
    public object? Same { get; set; }

    [Id(3)]
    public int Count { get; set; }
}
