using ShopActors.PaymentSimulator;

return await SimulatorServer.RunAsync(args, Console.Error);
