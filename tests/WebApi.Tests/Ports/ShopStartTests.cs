using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ShopActors.Hosting;
using ShopActors.Hosting.Ports;

namespace ShopActors.WebApi.Tests.Ports;

/// <summary>
/// Two processes that start at the same time on one HTTP port: the second one to listen ends.
/// </summary>
public sealed class ShopStartTests
{
    [Fact]
    public async Task RunShop_AnotherListensWhileItStarts_StopsWhatHasStartedAndEnds()
    {
        var port = FreePort.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Urls"] = $"http://127.0.0.1:{port}";
        builder.Services.AddSingleton<OwnPorts>();
        builder.Services.AddOwnPorts<HttpPorts>();
        var service = new OtherProcess(port);
        builder.Services.AddHostedService(_ => service);

        var code = await builder.Build().RunShopAsync();

        Assert.Equal(1, code);
        Assert.True(service.HasListened);
        Assert.True(service.IsStopped);
    }

    /// <summary>A service that starts before HTTP's server, and listens at its port as another process would.</summary>
    private sealed class OtherProcess(int port) : IHostedService
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public bool HasListened { get; private set; }

        public bool IsStopped { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            _socket.Listen();
            HasListened = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _socket.Dispose();
            IsStopped = true;
            return Task.CompletedTask;
        }
    }
}
