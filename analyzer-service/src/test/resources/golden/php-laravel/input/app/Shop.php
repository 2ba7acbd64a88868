<?php
namespace App;

class Shop
{
    public function key(): string
    {
        return getenv('STRIPE_SECRET_KEY');
    }
}
