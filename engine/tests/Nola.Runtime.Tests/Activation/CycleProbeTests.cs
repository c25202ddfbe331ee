using System.Net;
using Nola.Runtime.Activation;
using Orleans.Runtime;

namespace Nola.Runtime.Tests.Activation;

public sealed class CycleProbeTests
{
    [Fact]
    public void TryParse_WhatWasWritten_IsTheSame()
    {
        var probe = new CycleProbe(
            SiloAddress.New(IPAddress.Loopback, 1, 11),
            -5,
            SiloAddress.New(IPAddress.IPv6Loopback, 2, 22),
            GrainId.Create("turn", "key/with +things"),
            long.MaxValue,
            3,
            "turn/1.Echo");

        Assert.Equal(probe, CycleProbe.TryParse(probe.ToBytes()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(10_000)]
    public void TryParse_OtherBytes_IsNull(int length) => Assert.Null(CycleProbe.TryParse(new byte[length]));
}
