using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Nola.Runtime.Tests.Serialization;

public sealed class RoundTripTests(SerializerFixture fixture) : IClassFixture<SerializerFixture>
{
    private const int Rounds = 40;

    [Fact]
    public void EverySupportedType_RandomValues_ComeBackEqualFromWireAndCopy()
    {
        const int Seed = 20261121;
        var values = new ValueGenerator(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var check in ValueGenerator.Checks)
            {
                check(this, values, $"seed {Seed}, round {round}");
            }
        }
    }

    internal void Check<T>(T value, string context)
    {
        var copy = fixture.Copier.Copy(value);
        Assert.True(DeepEquality.Equals(value, copy), $"copy of {typeof(T)}: {context}");

        var bytes = fixture.Serializer.SerializeToArray(value);
        var read = fixture.Serializer.Deserialize<T>(bytes);
        Assert.True(DeepEquality.Equals(value, read), $"{typeof(T)}: {context}");

        // The same value where only its run-time type says what it is.
        var boxed = fixture.RoundTrip<object>(value);
        Assert.True(DeepEquality.Equals(value, boxed), $"{typeof(T)} as object: {context}");
    }
}
