namespace ShopActors;

/// <summary>The rules for addresses and contacts.</summary>
internal static class BuyerRules
{
    /// <summary>The details as they are stored; refused with the fields that are wrong.</summary>
    public static Result<BuyerDetails> Normalize(BuyerDetails details)
    {
        List<string> wrong = [];
        var normal = new BuyerDetails
        {
            Contact = Normalize(details.Contact, wrong),
            Shipping = Normalize(details.Shipping, wrong),
            Billing = Normalize(details.Billing, wrong),
        };
        return wrong.Count == 0
            ? normal
            : ShopError.Never(ErrorCode.InvalidAddress, "A part of the address or contact is not valid.")
                .With(ErrorDetails.Fields, string.Join(',', wrong));
    }

    /// <summary>The present details with the parts that a command replaces.</summary>
    public static BuyerDetails Change(BuyerDetails? present, BuyerDetails change) => new()
    {
        Contact = change.Contact ?? present?.Contact,
        Shipping = change.Shipping ?? present?.Shipping,
        Billing = change.Billing ?? present?.Billing,
    };

    private static Contact? Normalize(Contact? contact, List<string> wrong)
    {
        if (contact is null) return null;
        var phone = PlainText.NormalizeOptional(contact.Phone);
        if (!EmailAddress.IsValid(contact.Email)) wrong.Add("email");
        if (phone is not null && !IsPhone(phone)) wrong.Add("phone");
        return contact with { Phone = phone };
    }

    private static Address? Normalize(Address? address, List<string> wrong)
    {
        if (address is null) return null;
        var normal = address with
        {
            Name = PlainText.Normalize(address.Name),
            Company = PlainText.NormalizeOptional(address.Company),
            Line1 = PlainText.Normalize(address.Line1),
            Line2 = PlainText.NormalizeOptional(address.Line2),
            PostalCode = PlainText.NormalizeOptional(address.PostalCode),
            City = PlainText.Normalize(address.City),
            Region = PlainText.NormalizeOptional(address.Region)?.ToUpperInvariant(),
        };
        Require(normal.Name, "name");
        Allow(normal.Company, "company", BuyerLimits.TextMax);
        Require(normal.Line1, "line1");
        Allow(normal.Line2, "line2", BuyerLimits.TextMax);
        Allow(normal.PostalCode, "postalCode", BuyerLimits.PostalCodeMax);
        Require(normal.City, "city");
        Allow(normal.Region, "region", BuyerLimits.TextMax);
        if (normal.Country.IsDefault) wrong.Add("country");
        return normal;

        void Require(string text, string field)
        {
            if (!PlainText.IsValid(text, BuyerLimits.TextMax)) wrong.Add(field);
        }

        void Allow(string? text, string field, int lengthMax)
        {
            if (text is not null && !PlainText.IsValid(text, lengthMax)) wrong.Add(field);
        }
    }

    private static bool IsPhone(string phone) =>
        phone.Length <= BuyerLimits.PhoneMax && phone.Any(char.IsAsciiDigit) &&
        phone.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '/' or '(' or ')' or '.');
}
