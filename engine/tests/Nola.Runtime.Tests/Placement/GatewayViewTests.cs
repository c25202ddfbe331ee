using System.Net;
using Nola.Runtime.Placement;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Placement;

public sealed class GatewayViewTests
{
    private static readonly GatewayView View = new(
        7, [new(Silo(1), new IPEndPoint(IPAddress.Loopback, 30_001)), new(Silo(2), null)], [Silo(3)]);

    [Fact]
    public void TryDecode_EncodedView_IsTheSame()
    {
        var decoded = GatewayView.TryDecode(View.Encode())!;

        Assert.Equal(View.Version, decoded.Version);
        Assert.Equal(View.Silos.AsEnumerable(), decoded.Silos);
        Assert.Equal(View.Leaving.AsEnumerable(), decoded.Leaving);
        Assert.Equal([Silo(1), Silo(2), Silo(3)], decoded.Alive);
    }

    [Fact]
    public void TryDecode_AnyPrefix_IsNull()
    {
        var bytes = View.Encode();

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Null(GatewayView.TryDecode(bytes[..length])));
    }

    private static SiloAddress Silo(int number) => SiloAddress.New(IPAddress.Loopback, number, number);
}
