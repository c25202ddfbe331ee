using ShopActors.PaymentSimulator;

await using var app = SimulatorServer.Create(args);
await app.RunAsync();
